package main

import (
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// cuts are the sets of characters that a face may be cut to, by their name in the
// lock file. The national standards ordered their characters by use, so a first
// level is what daily writing needs.
var cuts = map[string]func() []rune{
	"gb2312":         gb2312,
	"gb2312-level-1": gb2312Level1,
	"big5":           big5,
	"jisx0208":       jisx0208,
	"ksx1001":        ksx1001,
}

// block is a rectangle of a double-byte encoding: lead bytes by trail bytes.
type block struct{ lead, leadEnd, trail, trailEnd byte }

// rows is the block of some rows of a standard of 94 by 94 cells.
func rows(first, last byte) block { return block{0xA0 + first, 0xA0 + last, 0xA1, 0xFE} }

// gb2312 lists the characters of the Chinese standard GB 2312: 6,763 Han in rows
// 16 to 87, and of the signs those in rows 1 to 3. A byte pair of GBK in this
// range means the same as in GB 2312.
func gb2312() []rune {
	return withCommon(decode(simplifiedchinese.GBK, rows(1, 3), rows(16, 87)))
}

// gb2312Level1 is the first level of it, 3,755 Han.
func gb2312Level1() []rune {
	return withCommon(decode(simplifiedchinese.GBK, rows(1, 3), rows(16, 55)))
}

// big5 lists the first level of Big5 (5,401 Han of Taiwan) with its signs; those
// of its second level that are frequent enough elsewhere to stand in the first
// level of Japan's standard or in Korea's, which is where the rarer characters of
// names are; and what Cantonese and the names of Hong Kong add.
func big5() []rune {
	out := decode(traditionalchinese.Big5, block{0xA1, 0xA3, 0x40, 0x7E}, block{0xA1, 0xA3, 0xA1, 0xFE})
	out = append(out, big5Level1()...)
	common := map[rune]bool{}
	for _, r := range slices.Concat(decode(japanese.EUCJP, rows(16, 47)), decode(korean.EUCKR, rows(42, 93))) {
		common[r] = true
	}
	for _, r := range decode(traditionalchinese.Big5, block{0xC9, 0xF9, 0x40, 0x7E}, block{0xC9, 0xF9, 0xA1, 0xFE}) {
		if common[r] {
			out = append(out, r)
		}
	}
	return withCommon(append(out, []rune(hongKong+declaration)...))
}

func big5Level1() []rune {
	return decode(traditionalchinese.Big5, block{0xA4, 0xC6, 0x40, 0x7E}, block{0xA4, 0xC5, 0xA1, 0xFE})
}

// hongKong is what daily Cantonese and names in Hong Kong need beyond level 1.
const hongKong = "佢冇咁咗哋唞啩啱啲喎喐喺喼嗌嗮嗰嘅嘞嘢嘥嚟嚿囝囡孖嬲孭揼揾搵搲摷攞攰樖氹渌滙瀡煲焗燶瞓睇睩諗踎軚邨鄺閪靚餸髀" +
	"㗎㩒乜冚凼卌卅噉嚡奀嫲掟掹揸撳撚曱甴曳畀篤糭罅脷腍衞裏麪鰂鱲峯堃喆珺炘煒瑋焯燁甯鎽鈞鏗嬅嶠婷昉晞暉曦枬栢棨淇湉滎濂灝煊珈珏珩琋琛瑧璟璿皓禤窰粦芊芮茜莜菀蕎蕙蔚譓軒銘錡鍇鎏雋霖靝韞頴顥馡驊鵬麒龢"

// declaration is what the Universal Declaration in traditional Chinese has beyond
// all of these.
const declaration = "覑鋌"

// jisx0208 lists the kana, the signs and the first level of the Japanese standard
// JIS X 0208, 2,965 Han. The rest of them are set in the faces for Chinese.
func jisx0208() []rune {
	return withCommon(decode(japanese.EUCJP, rows(1, 5), rows(16, 47)))
}

// ksx1001 lists the signs, the letters and the 2,350 syllables of the Korean
// standard KS X 1001.
func ksx1001() []rune {
	return withCommon(decode(korean.EUCKR, rows(1, 4), rows(16, 40)))
}

// decode lists what an encoding has in some blocks. Cells that a standard leaves
// empty decode to nothing or to a private character.
func decode(e encoding.Encoding, blocks ...block) []rune {
	var out []rune
	d := e.NewDecoder()
	for _, b := range blocks {
		for lead := int(b.lead); lead <= int(b.leadEnd); lead++ {
			for trail := int(b.trail); trail <= int(b.trailEnd); trail++ {
				s, err := d.Bytes([]byte{byte(lead), byte(trail)})
				r, n := utf8.DecodeRune(s)
				if err == nil && n == len(s) && r != utf8.RuneError && !unicode.Is(unicode.Co, r) {
					out = append(out, r)
				}
			}
		}
	}
	return out
}

// withCommon adds ASCII and the signs that every face has, and sorts.
func withCommon(rs []rune) []rune {
	set := map[rune]bool{'·': true, '—': true, '•': true}
	for r := rune(' '); r < 0x7f; r++ {
		set[r] = true
	}
	for _, r := range rs {
		set[r] = true
	}
	return slices.Sorted(maps.Keys(set))
}
