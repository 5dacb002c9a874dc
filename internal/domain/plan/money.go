package plan

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pence is an amount of money in whole pence. It is never a fraction.
type Pence int64

// MaxPence is the greatest amount of one line, £10,000,000.00, so that no sum of
// MaxMoneyLines can overflow.
const (
	MaxPence      Pence = 1_000_000_000
	MaxMoneyLines int   = 10_000
)

// ErrAmount is what no amount is; the error says how to write one.
var ErrAmount = errors.New("that is not an amount of pounds; write it like 12.50")

// ErrAmbiguous is an amount that people of different countries read differently, a
// thousand times apart.
var ErrAmbiguous = errors.New("is that thousands or pence? write it like 1234.00 or 1.23")

// String gives an amount as £1,234.50.
func (p Pence) String() string {
	sign, n := "", uint64(p)
	if p < 0 {
		sign, n = "-", -uint64(p) // also right for the least int64
	}
	pounds := fmt.Sprint(n / 100)
	for i := len(pounds) - 3; i > 0; i -= 3 {
		pounds = pounds[:i] + "," + pounds[i:]
	}
	return fmt.Sprintf("%s£%s.%02d", sign, pounds, n%100)
}

// ParsePence reads an amount as people type it: £12.50, 12,50, 1,234, 1.234,5, 1 234,50,
// 1'234, 50p, -3, and the digits of Arabic, Persian, Devanagari, Bengali and Gurmukhi. A
// mark with one or two digits after it divides pounds and pence; before three digits
// it marks thousands. One point before three digits (1.234) is ErrAmbiguous, since it
// is thousands to some and a slip to others. Other money than pounds, more than two
// decimals and amounts beyond MaxPence are ErrAmount.
func ParsePence(s string) (Pence, error) {
	if len(s) > 64 || !utf8.ValidString(s) {
		return 0, ErrAmount
	}
	text, sign, pence := trimAmount(latin(s))
	if pence {
		return digitsOf(text, sign)
	}
	whole, fraction, err := divide(text)
	if err != nil {
		return 0, err
	}
	for len(fraction) < 2 {
		fraction += "0"
	}
	return digitsOf(whole+fraction, sign)
}

// latin writes digits and marks of other scripts as those of this one.
func latin(s string) string {
	zeros := []rune{'٠', '۰', '०', '০', '੦'}
	return strings.Map(func(r rune) rune {
		for _, zero := range zeros {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		switch r {
		case '٫':
			return '.'
		case '٬', '’', '‘':
			return '\''
		case '\u00a0', '\u2009', '\u202f', '\t':
			return ' '
		case '−', '–':
			return '-'
		}
		return r
	}, s)
}

// trimAmount takes the signs of money and minus off; pence is true for 50p.
func trimAmount(s string) (text string, sign Pence, pence bool) {
	sign = 1
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		s, sign = strings.TrimSpace(rest), -1
	}
	if rest, ok := strings.CutPrefix(s, "£"); ok {
		s = strings.TrimSpace(rest)
	} else if rest, ok := strings.CutSuffix(s, "£"); ok {
		s = strings.TrimSpace(rest)
	} else if n := len(s) - len("GBP"); n > 0 && strings.EqualFold(s[n:], "GBP") {
		s = strings.TrimSpace(s[:n])
	} else if rest, ok := strings.CutSuffix(s, "p"); ok {
		return strings.TrimSpace(rest), sign, true
	}
	if rest, ok := strings.CutPrefix(s, "-"); ok && sign == 1 { // £-3
		s, sign = rest, -1
	}
	return s, sign, false
}

// divide finds the pounds and the decimals, and takes the marks of thousands out.
func divide(s string) (whole, fraction string, err error) {
	if s == "" {
		return "", "", ErrAmount
	}
	whole, mark := s, byte(0)
	if i := strings.LastIndexAny(s, ".,"); i >= 0 {
		after := s[i+1:]
		switch {
		case len(after) == 1 || len(after) == 2:
			whole, fraction, mark = s[:i], after, s[i]
		case after == "" && i > 0: // “12.” while somebody types
			whole, mark = s[:i], s[i]
		case s[i] == '.' && i <= 3 && len(after) == 3:
			return "", "", ErrAmbiguous
		}
	}
	if whole == "" { // .50
		return "0", fraction, nil
	}
	whole, ok := ungrouped(whole, mark)
	if !ok {
		return "", "", ErrAmount
	}
	return whole, fraction, nil
}

// ungrouped takes the marks of thousands out: one kind of mark, never the one that
// divides pounds and pence, and three digits after each.
func ungrouped(s string, decimal byte) (string, bool) {
	i := strings.IndexAny(s, ".,' ")
	if i < 0 {
		return s, true
	}
	if s[i] == decimal {
		return "", false
	}
	parts := strings.Split(s, s[i:i+1])
	for n, p := range parts {
		if n == 0 && (len(p) < 1 || len(p) > 3) || n > 0 && len(p) != 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

// digitsOf reads digits and nothing else.
func digitsOf(s string, sign Pence) (Pence, error) {
	var n Pence
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, ErrAmount
		}
		if n = n*10 + Pence(s[i]-'0'); n > MaxPence {
			return 0, ErrAmount
		}
	}
	if s == "" {
		return 0, ErrAmount
	}
	return sign * n, nil
}

// MoneyLine is one line of an event's money. Amounts are never negative in use: what
// comes in is marked by its kind.
type MoneyLine struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"` // of MoneyKinds
	What     string   `json:"what"`
	Budget   Pence    `json:"budget"`
	Actual   *Pence   `json:"actual"` // nil until it is known
	Note     string   `json:"note"`
	Receipts []string `json:"receipts"` // ids of pictures
}

// MoneyKind is a heading of the money, in the order in which forms offer it.
type MoneyKind struct {
	ID     string `json:"id"`
	Income bool   `json:"income"`
}

// MoneyKinds lists the kinds. An unknown kind of a newer program counts as a cost.
// The list is our own default.
func MoneyKinds() []MoneyKind {
	return []MoneyKind{
		{"venue", false},
		{"food", false},
		{"interpreting", false},
		{"access", false},
		{"travel", false},
		{"speakers", false},
		{"print", false},
		{"licences", false},
		{"insurance", false},
		{"materials", false},
		{"other", false},
		{"grant", true},
		{"donations", true},
		{"tickets", true},
		{"own-money", true},
		{"other-income", true},
	}
}

// IsIncome reports whether money of this kind comes in.
func IsIncome(kind string) bool {
	return slices.Contains(MoneyKinds(), MoneyKind{kind, true})
}

// Sum is what lines come to. Difference is Actual less what was planned for the lines
// whose actual amount is known: above 0 more was spent, or came in, than planned.
type Sum struct {
	Budget     Pence `json:"budget"`
	Actual     Pence `json:"actual"` // of the lines where it is known
	Open       Pence `json:"open"`   // planned on lines where it is not known yet
	Difference Pence `json:"difference"`
	Lines      int   `json:"lines"`
}

func (s Sum) plus(l MoneyLine) Sum {
	s.Lines++
	s.Budget += l.Budget
	if l.Actual == nil {
		s.Open += l.Budget
		return s
	}
	s.Actual += *l.Actual
	s.Difference += *l.Actual - l.Budget
	return s
}

// KindSum is the sum of one kind.
type KindSum struct {
	Kind   string `json:"kind"`
	Income bool   `json:"income"`
	Sum
}

// Money is what an event's money comes to.
type Money struct {
	Costs          Sum       `json:"costs"`
	Income         Sum       `json:"income"`
	PlannedBalance Pence     `json:"planned_balance"` // income less costs as planned; below 0 it does not pay for itself
	ActualBalance  Pence     `json:"actual_balance"`  // of what is known
	Expected       Pence     `json:"expected"`        // balance with what is known, and what is planned for the rest
	Kinds          []KindSum `json:"kinds"`           // those that occur, in the order of MoneyKinds
	NoReceipt      []string  `json:"no_receipt"`      // ids of costs that were paid and have no receipt
}

// SumMoney adds lines up. It is an error when there are more than MaxMoneyLines, or an
// amount is beyond MaxPence.
func SumMoney(lines []MoneyLine) (Money, error) {
	out := Money{Kinds: []KindSum{}, NoReceipt: []string{}}
	if len(lines) > MaxMoneyLines {
		return out, fmt.Errorf("%d lines of money are more than %d", len(lines), MaxMoneyLines)
	}
	for _, l := range lines {
		if tooMuch(l.Budget) || l.Actual != nil && tooMuch(*l.Actual) {
			return out, fmt.Errorf("line %q: an amount is beyond %s", l.ID, MaxPence)
		}
		income := IsIncome(l.Kind)
		if income {
			out.Income = out.Income.plus(l)
		} else {
			out.Costs = out.Costs.plus(l)
			if l.Actual != nil && *l.Actual != 0 && len(l.Receipts) == 0 {
				out.NoReceipt = append(out.NoReceipt, l.ID)
			}
		}
		out.addKind(l, income)
	}
	out.PlannedBalance = out.Income.Budget - out.Costs.Budget
	out.ActualBalance = out.Income.Actual - out.Costs.Actual
	out.Expected = out.ActualBalance + out.Income.Open - out.Costs.Open
	return out, nil
}

func tooMuch(p Pence) bool { return p > MaxPence || p < -MaxPence }

func (m *Money) addKind(l MoneyLine, income bool) {
	i := slices.IndexFunc(m.Kinds, func(k KindSum) bool { return k.Kind == l.Kind })
	if i >= 0 {
		m.Kinds[i].Sum = m.Kinds[i].plus(l)
		return
	}
	m.Kinds = append(m.Kinds, KindSum{Kind: l.Kind, Income: income, Sum: Sum{}.plus(l)})
	slices.SortStableFunc(m.Kinds, func(a, b KindSum) int {
		return cmp.Or(cmp.Compare(kindRank(a.Kind), kindRank(b.Kind)), cmp.Compare(a.Kind, b.Kind))
	})
}

func kindRank(kind string) int {
	kinds := MoneyKinds()
	if i := slices.IndexFunc(kinds, func(k MoneyKind) bool { return k.ID == kind }); i >= 0 {
		return i
	}
	return len(kinds)
}
