-- Version 3: an operator who asks for an account's letters can wait until all
-- of the last weeks were looked at; who queues one need not for an index.

DROP INDEX letters_by_account;
