CREATE TRIGGER round_acts_stay BEFORE UPDATE ON round_acts
BEGIN SELECT RAISE(ABORT, 'acts of a round are never changed'); END;
CREATE TRIGGER round_acts_remain BEFORE DELETE ON round_acts
BEGIN SELECT RAISE(ABORT, 'acts of a round are never deleted'); END;
CREATE TRIGGER rounds_stay BEFORE UPDATE ON rounds
BEGIN SELECT RAISE(ABORT, 'rounds are never changed'); END;
CREATE TRIGGER rounds_remain BEFORE DELETE ON rounds
BEGIN SELECT RAISE(ABORT, 'rounds are never deleted'); END;
CREATE TRIGGER round_units_remain BEFORE DELETE ON round_units
BEGIN SELECT RAISE(ABORT, 'units of a round are never deleted'); END;
