package seal

// Keep gives the keys of an invitation as a keybag for the device that accepts it. A
// door helper cannot seal a keybag, so what the organiser signed is kept as it came.
func (c PairingCode) Keep(invitation []byte, recipient string) ([]byte, error) {
	if err := checkInvitation(invitation); err != nil {
		return nil, err
	}
	if err := checkHybrid(recipient); err != nil {
		return nil, err
	}
	plain, err := c.open("invitation", invitation, invitationHead)
	if err != nil {
		return nil, err
	}
	defer wipe(plain)
	return encryptAge(plain, []string{recipient})
}

// checkInvitation tells an invitation from other files.
func checkInvitation(b []byte) error {
	if len(b) < invitationHead || len(b) > maxInvitation || string(b[:len(pairingMagic)]) != pairingMagic {
		return damaged("the invitation")
	}
	return nil
}
