-- What a result answers: a question who else is hurt, or an appraisal of options.

ALTER TABLE results ADD COLUMN kind TEXT NOT NULL DEFAULT 'question' CHECK (LENGTH(kind) <= 200);
