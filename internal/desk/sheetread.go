package desk

// ReadSheet says whether a recovery sheet can be read at all, before it is used: the
// fault tells what is wrong with the photo or what was typed. Whether it is the group's
// only its use shows.
func ReadSheet(in SheetInput) error {
	secret, err := in.read()
	if err != nil {
		return err
	}
	secret.Wipe()
	return nil
}
