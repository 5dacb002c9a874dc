package fonts_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"daykit/internal/text/fonts"

	"github.com/google/go-cmp/cmp"
)

func library(t *testing.T) *fonts.Library {
	t.Helper()
	l := fonts.Open()
	if l.Note() != "" {
		t.Fatal("run make fonts")
	}
	return l
}

type locked struct {
	ID      string `json:"id"`
	Licence string `json:"licence"`
	Cut     string `json:"cut_sha256"`
}

func readLock(t *testing.T) map[string]locked {
	t.Helper()
	b, err := os.ReadFile("../../../build/assets/fonts.lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []locked
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	out := map[string]locked{}
	for _, f := range list {
		out[f.ID] = f
	}
	return out
}

// What is built in is what the lock file names, to the byte.
func TestFacesAreThoseOfTheLock(t *testing.T) {
	t.Parallel()
	l, lock := library(t), readLock(t)
	if len(l.IDs()) != len(lock) {
		t.Errorf("got %d faces, the lock file has %d", len(l.IDs()), len(lock))
	}
	for _, id := range l.IDs() {
		face, err := l.Face(id)
		if err != nil {
			t.Error(err)
			continue
		}
		want := lock[id].Cut
		raw, err := os.ReadFile("data/" + id + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(raw)
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s has SHA-256 %s, the lock file wants %s: run make fonts", id, got, want)
		}
		if face.Licence != lock[id].Licence {
			t.Errorf("%s has licence %q, the lock file says %q", id, face.Licence, lock[id].Licence)
		}
	}
}

// exemplars are the letters and signs that printed matter in a language needs.
var exemplars = map[string]string{
	"en":      "AZaz09‘’“”–—…£€·•()&@#%",
	"cy":      "âêîôûŵŷÂÊÎÔÛŴŶïö’",
	"pl":      "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”",
	"ro":      "ăâîșțĂÂÎȘȚ",
	"uk":      "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ’",
	"ar":      "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ،؛؟٠١٢٣٤٥٦٧٨٩",
	"fa":      "آاأبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئۀ،؛؟۰۱۲۳۴۵۶۷۸۹",
	"ur":      "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہۂۃھءیئےۓ،؟۔۰۱۲۳۴۵۶۷۸۹",
	"ps":      "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهۀءیېۍئ",
	"ckb":     "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ،؟",
	"bn":      "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯",
	"am":      "ሀሁሂሃሄህሆለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ።፣፤፥",
	"ti":      "ሀለሐመሠረሰሸቀቐበተነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈ።፣",
	"ta":      "அஆஇஈஉஊஎஏஐஒஓஔகஙசஞடணதநபமயரலவழளறனஜஷஸஹாிீுூெேைொோௌ்",
	"zh-Hans": "社区需要大家一起国际移民日二十月八加入我们免费活动报名,。:!?()《》",
	"sd":      "اآبٻڀتٿٽٺثپجڄجھڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڳڱلمنڻوهءيئ۽۾",
	"ug":      "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
	"ks":      "ٲٳۄۆۍؠێ",
	"pa-Arab": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںݨوہھءیےࣇ",
	"zh-Hant": "社區需要大家一起國際移民日裡裏龍鄺堃喆佢喺嘅咗哋嚟嘢「」,。ㄅㄆㄇ",
	"ja":      "あいうえおがぱゃっんアイウエオヴー、。「」々国際移民地域",
	"ko":      "가나다라마바사힘ㄱㅏ지역사회",
	"so":      "abcdʼ", "pt": "ãõçáéíóúâêôàÃÕÇ", "es": "ñáéíóúü¿¡Ñ", "fr": "àâæçéèêëîïôœùûüÿÀÉŒ«»", "sq": "ëçËÇ", "ku": "çêîşûÇÊÎŞÛ",
	"vi": "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
}

// Every language can be set in every role, each letter by a face of its script.
func TestCoverage(t *testing.T) {
	t.Parallel()
	l := library(t)
	for lang, letters := range exemplars {
		for _, role := range []fonts.Role{fonts.Text, fonts.Bold, fonts.Display} {
			stack := l.Stack(lang, role)
			for _, r := range letters {
				if !slices.ContainsFunc(stack[:min(len(stack), 4)], func(id string) bool { return has(t, l, id, r) }) {
					t.Errorf("%s, role %d: no face for %q among %v", lang, role, r, stack)
				}
			}
		}
	}
}

func has(t *testing.T, l *fonts.Library, id string, r rune) bool {
	t.Helper()
	face, err := l.Face(id)
	if err != nil {
		t.Fatal(err)
	}
	_, ok := face.SFNT.Glyph(r)
	return ok
}

func TestHanCutIsWhole(t *testing.T) {
	t.Parallel()
	face, err := library(t).Face("noto-sans-sc-400")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		if _, ok := face.SFNT.Glyph(r); ok {
			n++
		}
	}
	if n != 6763 {
		t.Errorf("got %d Han characters, GB 2312 has 6763", n)
	}
}

func TestStack(t *testing.T) {
	t.Parallel()
	l := library(t)
	for _, c := range []struct {
		lang string
		role fonts.Role
		want []string // the first
	}{
		{"en", fonts.Text, []string{"lexend-400", "noto-sans-400"}},
		{"en-GB", fonts.Display, []string{"bricolage-grotesque-800", "lexend-600"}},
		{"ur", fonts.Text, []string{"noto-nastaliq-urdu-400", "vazirmatn-400"}},
		{"UR-pk", fonts.Display, []string{"noto-nastaliq-urdu-700", "baloo-bhaijaan-2-800"}},
		{"fa", fonts.Bold, []string{"vazirmatn-700", "noto-sans-arabic-700", "noto-nastaliq-urdu-700"}},
		{"uz-Cyrl", fonts.Display, []string{"rubik-900", "noto-sans-700"}},
		{"zh-Hans", fonts.Text, []string{"noto-sans-sc-400", "noto-sans-tc-400"}},
		{"zh-Hant", fonts.Text, []string{"noto-sans-tc-400", "noto-sans-sc-400"}},
		{"zh-Hant-HK", fonts.Display, []string{"noto-sans-tc-700", "zcool-kuaile-400", "noto-sans-sc-700"}},
		{"yue", fonts.Bold, []string{"noto-sans-tc-700"}},
		{"ja", fonts.Text, []string{"noto-sans-jp-400"}},
		{"ko", fonts.Display, []string{"noto-sans-kr-700"}},
		{"pa", fonts.Display, []string{"baloo-paaji-2-800", "noto-sans-gurmukhi-700"}},
		{"pa-Arab", fonts.Bold, []string{"noto-nastaliq-urdu-700", "vazirmatn-700"}},
		{"he", fonts.Display, []string{"rubik-900", "noto-sans-hebrew-700"}},
		{"xx", fonts.Text, []string{"lexend-400"}},
	} {
		got := l.Stack(c.lang, c.role)
		if diff := cmp.Diff(c.want, got[:len(c.want)]); diff != "" {
			t.Errorf("%s, role %d: first faces differ (-want +got):\n%s", c.lang, c.role, diff)
		}
		if dup := slices.Compact(slices.Sorted(slices.Values(got))); len(dup) != len(got) {
			t.Errorf("%s, role %d: a face stands twice in %v", c.lang, c.role, got)
		}
	}
}

func TestScriptOf(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"en": "Latn", "": "Latn", "ku": "Latn", "ku-Arab": "Arab", "ckb": "Arab", "zh-Hans-CN": "Hani", "sr-Latn": "Latn", "ti-ER": "Ethi", "de-1901": "Latn", "pnb": "Arab", "zh-TW": "Hani", "ja": "Jpan"} {
		if got := fonts.ScriptOf(lang); got != want {
			t.Errorf("script of %q: got %s, want %s", lang, got, want)
		}
	}
}

func TestCredits(t *testing.T) {
	t.Parallel()
	l := library(t)
	families := 0
	for _, c := range fonts.Credits() {
		families += len(c.Families)
		if !strings.HasPrefix(c.Copyright, "Copyright") || !strings.Contains(c.Text, "SIL OPEN FONT LICENSE") {
			t.Errorf("%v: copyright %q, licence of %d bytes", c.Families, c.Copyright, len(c.Text))
		}
	}
	if families != len(l.IDs()) {
		t.Errorf("credits name %d faces of %d", families, len(l.IDs()))
	}
}

// A build without fonts, or with some missing, falls back as a whole and says so.
func TestFallback(t *testing.T) {
	t.Parallel()
	l := fonts.OpenFS(fstest.MapFS{"lexend-400.ttf": {Data: []byte("x")}})
	if l.Note() != fonts.NotBuiltIn {
		t.Errorf("got note %q, want %q", l.Note(), fonts.NotBuiltIn)
	}
	for _, role := range []fonts.Role{fonts.Text, fonts.Bold, fonts.Display} {
		for _, id := range l.Stack("en", role) {
			if _, err := l.Face(id); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := l.Face("lexend-400"); err == nil {
		t.Error("got a face that is not there")
	}
}

func TestDamagedFaceIsAnError(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{}
	for _, id := range library(t).IDs() {
		files[id+".ttf"] = &fstest.MapFile{Data: []byte("not a font")}
	}
	l := fonts.OpenFS(files)
	if _, err := l.Face("lexend-400"); err == nil || !strings.Contains(err.Error(), "lexend-400") {
		t.Errorf("got error %v, want one that names the face", err)
	}
}

func TestFacesAreReadOnce(t *testing.T) {
	t.Parallel()
	l := library(t)
	var wg sync.WaitGroup
	got := make([]*fonts.Face, 8)
	for i := range got {
		wg.Go(func() { got[i], _ = l.Face("noto-sans-400") })
	}
	wg.Wait()
	for _, f := range got {
		if f == nil || f != got[0] {
			t.Fatal("two readers got different faces")
		}
	}
}
