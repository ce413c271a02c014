CREATE TRIGGER case_acts_stay BEFORE UPDATE ON case_acts
BEGIN SELECT RAISE(ABORT, 'acts of a case are never changed'); END;
CREATE TRIGGER case_acts_remain BEFORE DELETE ON case_acts
BEGIN SELECT RAISE(ABORT, 'acts of a case are never deleted'); END;
CREATE TRIGGER cases_remain BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;
