package desk_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

func addMoney(t *testing.T, d *desk.Desk, id string, form desk.MoneyForm) desk.MoneyView {
	t.Helper()
	v, err := d.AddMoney(t.Context(), id, form)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func moneyLine(t *testing.T, v desk.MoneyView, what string) plan.MoneyLine {
	t.Helper()
	for _, l := range v.Lines {
		if l.What == what {
			return l
		}
	}
	t.Fatalf("no line %q in %v", what, v.Lines)
	return plan.MoneyLine{}
}

func TestMoneyAddsUpAndIsUndone(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	addMoney(t, d, id, desk.MoneyForm{Kind: "grant", What: "Council", Budget: "200"})
	addMoney(t, d, id, desk.MoneyForm{Kind: "food", What: "Rice and lentils", Budget: "£50.00", Actual: "45,50"})
	v := addMoney(t, d, id, desk.MoneyForm{Kind: "venue", What: "Hall", Budget: "1,000", Actual: "0"})
	var order []string
	for _, l := range v.Lines {
		order = append(order, l.What)
	}
	if diff := cmp.Diff([]string{"Hall", "Rice and lentils", "Council"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if v.Sums.Costs.Budget != 105000 || v.Sums.Costs.Actual != 4550 || v.Sums.Income.Open != 20000 || v.Sums.PlannedBalance != -85000 {
		t.Errorf("sums %+v", v.Sums)
	}
	rice := moneyLine(t, v, "Rice and lentils")
	if diff := cmp.Diff([]string{rice.ID}, v.Sums.NoReceipt); diff != "" {
		t.Errorf("without a receipt (-want +got):\n%s", diff)
	}
	v, err := d.EditMoney(t.Context(), id, rice.ID, desk.MoneyForm{Kind: "food", What: "Rice", Budget: "50", Note: "From the market"})
	if err != nil || moneyLine(t, v, "Rice").Actual != nil || moneyLine(t, v, "Rice").Note != "From the market" {
		t.Fatalf("edited: %v, %v", v.Lines, err)
	}
	if v, err = d.DropMoney(t.Context(), id, rice.ID); err != nil || len(v.Lines) != 2 {
		t.Fatalf("dropped: %v, %v", v.Lines, err)
	}
	for range 2 {
		if label, err := d.Undo(t.Context(), id); err != nil || label != "money" {
			t.Fatalf("undo: %q, %v", label, err)
		}
	}
	if v, err = d.Money(t.Context(), id); err != nil || *moneyLine(t, v, "Rice and lentils").Actual != 4550 {
		t.Errorf("after undo: %v, %v", v.Lines, err)
	}
}

func TestMoneyRefuses(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for name, tt := range map[string]struct {
		form desk.MoneyForm
		want string
	}{
		"no words":          {desk.MoneyForm{Kind: "food"}, "what:"},
		"words too long":    {desk.MoneyForm{Kind: "food", What: strings.Repeat("x", desk.MaxMoneyWhat+1)}, "what:"},
		"no kind":           {desk.MoneyForm{What: "Hall"}, "kind:"},
		"unknown kind":      {desk.MoneyForm{Kind: "bribes", What: "Hall"}, "kind:"},
		"no amount":         {desk.MoneyForm{Kind: "food", What: "Hall", Budget: "lots"}, "budget:"},
		"two readings":      {desk.MoneyForm{Kind: "food", What: "Hall", Actual: "1.234"}, "actual:"},
		"below nothing":     {desk.MoneyForm{Kind: "food", What: "Hall", Budget: "-3"}, "budget:"},
		"note without end":  {desk.MoneyForm{Kind: "food", What: "Hall", Note: strings.Repeat("x", desk.MaxMoneyNote+1)}, "note:"},
		"letters of no set": {desk.MoneyForm{Kind: "food", What: "\xff"}, "what:"},
	} {
		_, err := d.AddMoney(t.Context(), id, tt.form)
		if fault.CodeOf(err) != fault.Invalid || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if v, err := d.Money(t.Context(), id); err != nil || len(v.Lines) != 0 {
		t.Errorf("something was taken: %v, %v", v.Lines, err)
	}
	if _, err := d.EditMoney(t.Context(), id, "m-none", desk.MoneyForm{}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a line that is not there: %v", err)
	}
}

func TestReceiptsAreCleanPicturesAndUndone(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	line := moneyLine(t, addMoney(t, d, id, desk.MoneyForm{Kind: "food", What: "Bread", Actual: "12"}), "Bread").ID
	taken, err := os.ReadFile(grainFile(t, 4))
	if err != nil {
		t.Fatal(err)
	}
	secret := []byte("GPS 53.4808 N") // in a comment of the file, as phones write more
	comment := append([]byte{0xff, 0xfe, 0, byte(len(secret) + 2)}, secret...)
	path := filepath.Join(t.TempDir(), "receipt.jpg")
	if err := os.WriteFile(path, bytes.Join([][]byte{taken[:2], comment, taken[2:]}, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same picture twice is there once
		if _, err := d.AddReceipt(t.Context(), id, line, path); err != nil {
			t.Fatal(err)
		}
	}
	v, err := d.Money(t.Context(), id)
	if err != nil || len(v.Lines[0].Receipts) != 1 || len(v.Sums.NoReceipt) != 0 {
		t.Fatalf("got %+v, %v", v, err)
	}
	file := v.Lines[0].Receipts[0]
	if b, err := d.Picture(file); err != nil || bytes.Contains(b, secret) {
		t.Errorf("the receipt kept what the phone wrote, or is not there: %v", err)
	}
	if v, err = d.DropReceipt(t.Context(), id, line, file); err != nil || len(v.Lines[0].Receipts) != 0 {
		t.Fatalf("dropped: %+v, %v", v.Lines, err)
	}
	if _, err := d.DropReceipt(t.Context(), id, line, file); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("dropped twice: %v", err)
	}
	if label, err := d.Undo(t.Context(), id); err != nil || label != "receipt" {
		t.Errorf("undo: %q, %v", label, err)
	}
	if v, err = d.Money(t.Context(), id); err != nil || len(v.Lines[0].Receipts) != 1 {
		t.Errorf("after undo: %+v, %v", v.Lines, err)
	}
	if _, err := d.AddReceipt(t.Context(), id, line, filepath.Join(t.TempDir(), "none.jpg")); err == nil {
		t.Error("a file that is not there was taken")
	}
}

// TestReceiptsReachTheOtherLaptop, sealed as photographs are.
func TestReceiptsReachTheOtherLaptop(t *testing.T) {
	t.Parallel()
	x := newAlbum(t, 930)
	var file string
	x.a.with(t, func(ctx context.Context, d *desk.Desk) {
		line := moneyLine(t, addMoney(t, d, x.id, desk.MoneyForm{Kind: "food", What: "Bread"}), "Bread").ID
		p, err := d.AddReceipt(ctx, x.id, line, grainFile(t, 5))
		if err != nil {
			t.Fatal(err)
		}
		file = p.Money.Lines[0].Receipts[0]
		if r := synced(ctx, t, d); r.Pictures.Sent != 1 {
			t.Errorf("sent: %+v", r.Pictures)
		}
	})
	x.b.with(t, func(ctx context.Context, d *desk.Desk) {
		if r := synced(ctx, t, d); r.Pictures.Fetched != 1 {
			t.Errorf("fetched: %+v", r.Pictures)
		}
		v, err := d.Money(ctx, x.id)
		if err != nil || len(v.Lines) != 1 || !cmp.Equal(v.Lines[0].Receipts, []string{file}) {
			t.Fatalf("got %+v, %v", v.Lines, err)
		}
		if _, err := d.Picture(file); err != nil {
			t.Error(err)
		}
	})
}

func TestMoneyFileHasNoFormula(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	addMoney(t, d, id, desk.MoneyForm{Kind: "food", What: "=HYPERLINK(\"http://x\")", Budget: "10.50", Actual: "12", Note: "+1"})
	addMoney(t, d, id, desk.MoneyForm{Kind: "donations", What: "چندہ", Budget: "4"})
	path := filepath.Join(t.TempDir(), "money.csv")
	if s, err := d.SaveMoney(t.Context(), id, path); err != nil || s.File != path {
		t.Fatal(s, err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(string(b), "\uFEFF")
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatal(marked, err)
	}
	want := [][]string{
		{"direction", "kind", "what", "budget", "actual", "note", "receipts"},
		{"cost", "food", "'=HYPERLINK(\"http://x\")", "10.50", "12.00", "'+1", "0"},
		{"income", "donations", "چندہ", "4.00", "", "", "0"},
		{"all costs", "", "", "10.50", "12.00", "", ""},
		{"all income", "", "", "4.00", "0.00", "", ""},
		{"left over", "", "", "0.00", "0.00", "", ""},
		{"missing", "", "", "6.50", "12.00", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
