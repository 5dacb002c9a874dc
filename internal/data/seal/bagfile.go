package seal

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// keybagVersion is raised when a bag says something that an older Daykit would lose
// by sealing it again; that is also why unknown fields are refused.
const keybagVersion = 1

// bagFile is the JSON inside a keybag.
type bagFile struct {
	Version   int                   `json:"v"`
	Role      Role                  `json:"role"`
	Event     string                `json:"event,omitempty"`
	Revision  uint64                `json:"rev"`
	Workspace []byte                `json:"workspace"`
	Group     []byte                `json:"group"`          // the public signing key
	Sign      []byte                `json:"sign,omitempty"` // its seed
	Classes   map[string][]bagClass `json:"classes"`
	Events    []bagEvent            `json:"events,omitempty"`
	Devices   []Device              `json:"devices,omitempty"`
	Recovery  string                `json:"recovery,omitempty"`
	Sheet     uint64                `json:"sheet,omitempty"`
}

type bagClass struct {
	Epoch uint32 `json:"e"`
	Key   []byte `json:"k"`
}

type bagEvent struct {
	Event string        `json:"event"`
	Keys  []bagIdentity `json:"keys"`
}

type bagIdentity struct {
	Epoch uint32 `json:"e"`
	Key   string `json:"k"` // an age secret key
}

// roleClasses are the classes that each role reads.
var roleClasses = map[Role][]oplog.Class{
	Organiser:  sealedClasses,
	DoorHelper: {oplog.Work, oplog.Roster},
}

// encode gives the JSON of what a role is given.
func (b *Keybag) encode(role Role, event string) ([]byte, error) {
	k := b.Keys
	k.mu.RLock()
	defer k.mu.RUnlock()
	if k.locked {
		return nil, ErrLocked
	}
	f := bagFile{
		Version: keybagVersion, Role: role, Event: event, Revision: b.Revision,
		Workspace: k.workspace[:], Group: k.group, Classes: map[string][]bagClass{},
	}
	for _, class := range roleClasses[role] {
		for _, key := range k.classes[class] {
			f.Classes[classNames[class]] = append(f.Classes[classNames[class]], bagClass{key.epoch, key.key})
		}
	}
	if role == Organiser {
		f.Sign, f.Devices, f.Events = k.sign.Seed(), b.Devices, k.bagEvents()
		f.Recovery, f.Sheet = b.Recovery, b.Sheet
	}
	out, err := json.Marshal(f)
	wipe(f.Sign)
	if err != nil {
		return nil, fmt.Errorf("write a keybag: %w", err)
	}
	return out, nil
}

func (k *Keys) bagEvents() []bagEvent {
	var out []bagEvent
	for event, keys := range k.events {
		e := bagEvent{Event: event}
		for _, key := range keys {
			e.Keys = append(e.Keys, bagIdentity{key.epoch, key.id.Secret()})
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b bagEvent) int { return cmp.Compare(a.Event, b.Event) })
	return out
}

func decodeKeybag(body []byte, rand io.Reader) (*Keybag, error) {
	var f bagFile
	if err := decodeStrict(body, &f, keybagVersion, "the keybag"); err != nil {
		return nil, err
	}
	k, err := f.keys(rand)
	if err != nil {
		return nil, err
	}
	b := &Keybag{
		Keys: k, Role: f.Role, Event: f.Event, Revision: f.Revision,
		Recovery: f.Recovery, Sheet: f.Sheet, Devices: f.Devices,
	}
	return b, b.checkRole()
}

// decodeStrict reads versioned JSON: first the version alone, so that a newer file is
// named as such, then all of it with no field unknown.
func decodeStrict(body []byte, into any, newest int, what string) error {
	var head struct {
		Version int `json:"v"`
	}
	if err := json.Unmarshal(body, &head); err != nil || head.Version < 1 {
		return damagedBy(err, what)
	}
	if head.Version > newest {
		return newer(what)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return damagedBy(err, what)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return damaged(what)
	}
	return nil
}

func (f *bagFile) keys(rand io.Reader) (*Keys, error) {
	k := emptyKeys(rand)
	if len(f.Workspace) != len(k.workspace) || len(f.Group) != ed25519.PublicKeySize {
		return nil, damaged("the keybag")
	}
	copy(k.workspace[:], f.Workspace)
	k.group = bytes.Clone(f.Group)
	if err := f.readSign(k); err != nil {
		return nil, err
	}
	for name, keys := range f.Classes {
		class, ok := classOf(name)
		if !ok {
			return nil, damaged("the keybag")
		}
		for _, key := range keys {
			if key.Epoch == 0 || len(key.Key) != seedSize {
				return nil, damaged("the keybag")
			}
			k.addClassKey(class, classKey{key.Epoch, key.Key})
		}
	}
	return k, f.readEvents(k)
}

func (f *bagFile) readSign(k *Keys) error {
	if f.Sign == nil {
		return nil
	}
	if len(f.Sign) != ed25519.SeedSize {
		return damaged("the keybag")
	}
	k.setSign(f.Sign)
	wipe(f.Sign)
	if !bytes.Equal(k.group, f.Group) {
		return damaged("the keybag")
	}
	return nil
}

func (f *bagFile) readEvents(k *Keys) error {
	for _, e := range f.Events {
		for _, key := range e.Keys {
			id, err := ParseIdentity(key.Key)
			if err != nil || key.Epoch == 0 {
				return damagedBy(err, "the keybag")
			}
			k.addEventKey(e.Event, eventKey{key.Epoch, id})
		}
	}
	return nil
}

// checkRole holds a bag to its role: no more keys than the role may have, no fewer.
func (b *Keybag) checkRole() error {
	k := b.Keys
	for _, class := range sealedClasses {
		if slices.Contains(roleClasses[b.Role], class) != (len(k.classes[class]) > 0) {
			return damaged("the keybag")
		}
	}
	ok := false
	switch b.Role {
	case Organiser:
		ok = k.sign != nil && b.Event == "" && checkDevices(b.Devices) && checkHybrid(b.Recovery) == nil
	case DoorHelper:
		ok = k.sign == nil && b.Event != "" && len(b.Devices) == 0 && len(k.events) == 0 && b.Recovery == ""
	}
	if !ok {
		return fault.New(fault.Damaged, "the keybag does not fit its role", "ask an organiser for a new one")
	}
	return nil
}

// checkDevices holds the list to devices that fit, each once.
func checkDevices(devices []Device) bool {
	ids := map[string]bool{}
	for _, d := range devices {
		if d.check() != nil || ids[d.ID] {
			return false
		}
		ids[d.ID] = true
	}
	return len(devices) <= maxDevices
}
