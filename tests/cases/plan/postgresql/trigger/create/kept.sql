SELECT id, dog, fed FROM kennel_log ORDER BY id;
