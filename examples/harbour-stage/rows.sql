-- Rows for Harbour Stage: the same on every run and every server. "Today" is 15 November 2024.
-- dice(salt, n, sides) is a fair-looking number from 0 to sides - 1 that depends on its arguments alone.

BEGIN;
SET LOCAL timezone = 'Europe/Berlin';
SET LOCAL client_min_messages = warning;

CREATE FUNCTION pg_temp.dice(salt text, n bigint, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT ('x' || substr(md5(salt || n), 1, 7))::bit(28)::integer % sides
$$;
CREATE FUNCTION pg_temp.pick(choice text[], salt text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT choice[1 + pg_temp.dice(salt, n, array_length(choice, 1))]
$$;

-- The past needs no bookkeeping: counters and logs are filled by hand below.
ALTER TABLE box_office.ticket DISABLE TRIGGER ticket_count;
ALTER TABLE box_office.customer_order DISABLE TRIGGER order_audit;
ALTER TABLE finance.payment DISABLE TRIGGER payment_audit;
ALTER TABLE programme.performance DISABLE TRIGGER performance_touch;

-- Houses, halls and seats ----------------------------------------------------------------------------

INSERT INTO "Houses" ("Name", "Street", "OpenedYear") VALUES
    ('Old Ropery', 'Seilerkai 4', 1887),
    ('Grain Store', 'Speicherweg 11', 1921),
    ('Seamen''s Chapel', 'Am Lotsenberg 2', 1768);

INSERT INTO "Halls" ("HouseID", "Name", "Capacity", "HasPit") VALUES
    (1, 'Great Hall', 168, true),
    (1, 'Studio', 60, false),
    (2, 'Warehouse', 96, false),
    (3, 'Nave', 40, false);

INSERT INTO "PriceCategories" VALUES ('A ', 'Front', 1), ('B ', 'Middle', 2), ('C ', 'Back', 3), ('R ', 'Restricted view', 4);

INSERT INTO "Seats" ("HallID", "Row", "Number", "Category")
SELECT h.hall, chr(64 + r), n,
    CASE WHEN n = 1 AND r > h.rows / 2 THEN 'R' WHEN r <= h.rows / 3 THEN 'A' WHEN r <= 2 * h.rows / 3 THEN 'B' ELSE 'C' END
FROM (VALUES (1, 12, 14), (2, 6, 10), (3, 8, 12), (4, 5, 8)) AS h (hall, rows, width)
CROSS JOIN LATERAL generate_series(1, h.rows) r
CROSS JOIN LATERAL generate_series(1, h.width) n
ORDER BY h.hall, r, n;

-- Customers and lists ----------------------------------------------------------------------------------

INSERT INTO "Customers" ("Name", "Street", "Zip", "City", "Phone", "EMail", "Notes", "CreatedOn", "IsDeleted", country, birthday)
SELECT
    first_name || ' ' || last_name,
    street || ' ' || 1 + pg_temp.dice('house', n, 90),
    lpad((24100 + pg_temp.dice('zip', n, 60))::text, 5, '0'),
    pg_temp.pick('{Nordhafen,Nordhafen,Nordhafen,Altmole,Seebrück,Deichdorf}', 'city', n),
    CASE WHEN pg_temp.dice('phone', n, 4) > 0 THEN '0431 ' || 200000 + pg_temp.dice('number', n, 700000) END,
    CASE WHEN pg_temp.dice('mail', n, 6) > 0
        THEN translate(lower(first_name || '.' || last_name), 'äöüß', 'aous') || n || '@mail.example' END,
    CASE pg_temp.dice('note', n, 25) WHEN 0 THEN 'Wheelchair, row A only' WHEN 1 THEN 'Calls twice' END,
    timestamp '2004-03-01 10:00' + n * interval '17 days 3 hours 11 minutes',
    CASE WHEN pg_temp.dice('gone', n, 40) = 0 THEN 1 ELSE 0 END,
    CASE WHEN pg_temp.dice('country', n, 15) = 0 THEN 'DK' ELSE 'DE' END,
    CASE WHEN pg_temp.dice('birthday', n, 3) = 0 THEN date '1940-01-01' + pg_temp.dice('born', n, 23000) END
FROM generate_series(1, 420) n
CROSS JOIN LATERAL (SELECT
    pg_temp.pick('{Anna,Bente,Carsten,Dörte,Emil,Frauke,Gesa,Hanno,Ida,Jonas,Karla,Lars,Mia,Nils,Oda,Peer,Rieke,Sönke,Tilda,Uwe,Wiebke,Yusuf,Zehra,Olena}', 'first', n) AS first_name,
    pg_temp.pick('{Ahlers,Behrens,Carstens,Dierks,Eggers,Freese,Gerdes,Hinrichs,Ivers,Jensen,Kruse,Lührs,Matthies,Nissen,Ohlsen,Petersen,Quast,Rickmers,Storm,Thomsen,Voß,Wulf,Yilmaz,Kovalenko}', 'last', n) AS last_name,
    pg_temp.pick('{Deichstraße,Fährgang,Möwenweg,Kaistraße,Am Leuchtturm,Bootsweg,Heringsmarkt}', 'street', n) AS street
) names
ORDER BY n;

INSERT INTO "MailingLists" VALUES
    ('Monthly programme', 'box office'), ('Summer party', 'office'), ('Children and families', 'education'), ('Premieres', 'office');

-- Nothing stops a name from standing on a list twice, or from belonging to nobody.
INSERT INTO "MailingListMembers"
SELECT pg_temp.pick('{Monthly programme,Monthly programme,Summer party,Children and families,Premieres}', 'list', n),
    CASE WHEN n % 97 = 0 THEN 9000 + n ELSE 1 + pg_temp.dice('reader', n / 2, 420) END,
    timestamp '2015-01-01 09:00' + n * interval '9 days'
FROM generate_series(1, 300) n;

INSERT INTO zz_customers_2011 ("CustomerID", "Name", "City", "CreatedOn", "IsDeleted")
SELECT "CustomerID", "Name", "City", "CreatedOn", 0 FROM "Customers" WHERE "CreatedOn" < '2011-01-01' ORDER BY 1;

-- Staff and the bar --------------------------------------------------------------------------------------

INSERT INTO tbl_staff (first_name, last_name, job, hourly_wage, hired, manager_id, email) VALUES
    ('Renate', 'Hollander', 'managing director', 38.5, '1999-02-01', NULL, 'renate@stage.example'),
    ('Kaya', 'Demir', 'artistic director', 36.25, '2016-08-15', 1, 'kaya@stage.example'),
    ('Jost', 'Brandt', 'box office lead', 24.1, '2006-05-02', 1, 'jost@stage.example'),
    ('Piet', 'Sievers', 'technical lead', 25.4, '2009-09-01', 2, NULL),
    ('Lina', 'Falk', 'bar lead', 21.3, '2012-10-10', 1, 'lina@stage.example');

INSERT INTO tbl_staff (first_name, last_name, job, hourly_wage, hired, manager_id)
SELECT pg_temp.pick('{Amir,Birte,Chris,Dana,Eike,Finn,Greta,Hilke,Inga,Jan}', 'staff', n), 'Kollege ' || n,
    CASE n % 3 WHEN 0 THEN 'usher' WHEN 1 THEN 'bar' ELSE 'stage hand' END,
    13.1 + pg_temp.dice('wage', n, 40) / 10.0,
    timestamp '2017-04-01 00:00' + n * interval '75 days', 3 + n % 3
FROM generate_series(1, 22) n;

INSERT INTO tbl_shift (staff_id, house_id, starts, ends)
SELECT 3 + pg_temp.dice('shift', n, 25), 1 + n % 3, s, s + interval '5 hours' + pg_temp.dice('long', n, 3) * interval '1 hour'
FROM generate_series(1, 480) n
CROSS JOIN LATERAL (SELECT timestamp '2023-09-01 17:00' + (n * 22) * interval '1 hour' - (n * 22 % 24) * interval '1 hour' AS s) t;

INSERT INTO tbl_bar_item (name, price, vat, active) VALUES
    ('Pils 0,3', 3.2, 'A', 'Y'), ('Pilsener vom Fass 0,5', 4.6, 'A', 'Y'), ('Weißwein', 4.9, 'A', 'Y'), ('Rotwein', 4.9, 'A', 'Y'),
    ('Sekt', 5.5, 'A', 'Y'), ('Wasser', 2.2, 'A', 'Y'), ('Apfelschorle', 2.9, 'A', 'Y'), ('Kaffee', 2.4, 'A', 'Y'),
    ('Brezel', 2.1, 'B', 'Y'), ('Fischbrötchen', 4.2, 'B', 'Y'), ('Eis am Stiel', 2.5, 'B', 'Y'), ('Programmheft', 3.5, 'B', 'Y'),
    ('Grog', 4.4, 'A', 'N'), ('Tee', 2.2, 'A', 'Y');

INSERT INTO tbl_bar_sale (item_id, staff_no, qty, total, sold_at)
SELECT i.item_id, CASE WHEN n % 31 = 0 THEN 'till' ELSE lpad((6 + pg_temp.dice('till', n, 20))::text, 4, '0') END, q, i.price * q,
    timestamp '2024-02-02 19:40' + (n / 6) * interval '1 day 23 hours 52 minutes' + (n % 6) * interval '7 minutes'
FROM generate_series(1, 840) n
JOIN tbl_bar_item i ON i.item_id = 1 + pg_temp.dice('item', n, 14)
CROSS JOIN LATERAL (SELECT 1 + pg_temp.dice('qty', n, 3) AS q) t
ORDER BY n;

INSERT INTO tbl_setting VALUES
    ('house.open', '60'), ('mail.from', 'tickets@stage.example'), ('mail.from', 'office@stage.example'), ('vat.a', '19'), ('vat.b', '7'), ('theme', NULL);

INSERT INTO tbl_attribute
SELECT 'customer', n, 'shoe_size', (36 + pg_temp.dice('shoe', n, 10))::text FROM generate_series(5, 400, 13) n
UNION ALL SELECT 'customer', n, 'diet', pg_temp.pick('{vegan,vegetarian,no fish}', 'diet', n) FROM generate_series(7, 400, 19) n
UNION ALL SELECT 'artist', n, 'agent', 'Agentur ' || chr(65 + n) FROM generate_series(1, 12) n
UNION ALL SELECT 'hall', n, 'wifi', 'stage' || n FROM generate_series(1, 4) n;

-- The programme ----------------------------------------------------------------------------------------------

INSERT INTO programme.genre VALUES
    ('drama', 'Drama'), ('comedy', 'Comedy'), ('dance', 'Dance'), ('concert', 'Concert'), ('family', 'For families'), ('reading', 'Readings'), ('opera', 'Opera');

INSERT INTO programme.artist (full_name, stage_name, born_on, biography)
SELECT pg_temp.pick('{Mara,Ole,Ines,Tobias,Svea,Anton,Leyla,Goran,Ulla,Bo}', 'a1', n) || ' ' || pg_temp.pick('{Winter,Sommer,Halm,Riedel,Okafor,Lindqvist,Moreau,Castell}', 'a2', n),
    CASE WHEN n % 9 = 0 THEN 'La Mouette ' || n END,
    date '1950-06-01' + pg_temp.dice('artist', n, 18000), CASE WHEN n % 4 = 0 THEN 'Came to Nordhafen in ' || 1990 + n % 30 END
FROM generate_series(1, 48) n;

INSERT INTO programme.production (title, subtitle, genre_code, premiered_on, running_minutes, languages, status, updated_at)
SELECT title, subtitle, genre, date '2023-02-17' + (n - 1) * 29, 60 + pg_temp.dice('minutes', n, 100), languages::text[],
    (CASE WHEN n <= 16 THEN 'retired' WHEN n <= 22 THEN 'running' WHEN n = 23 THEN 'rehearsal' ELSE 'planned' END)::programme.production_status,
    timestamptz '2024-11-01 09:00+01'
FROM (VALUES
    (1, 'The Pilot''s Daughter', NULL, 'drama', '{de}'), (2, 'Low Water', 'A comedy of mud', 'comedy', '{de}'), (3, 'Salt', NULL, 'dance', '{}'),
    (4, 'Brass on the Quay', NULL, 'concert', '{}'), (5, 'The Whale Who Stayed', 'From age 5', 'family', '{de,tr}'), (6, 'Letters from the Ice', NULL, 'reading', '{de,en}'),
    (7, 'The Ropemakers', NULL, 'drama', '{de}'), (8, 'Two Captains', 'One ship', 'comedy', '{de}'), (9, 'Undertow', NULL, 'dance', '{}'),
    (10, 'Organ and Fog', NULL, 'concert', '{}'), (11, 'Pirates Need Sleep', 'From age 4', 'family', '{de}'), (12, 'Night Watch', NULL, 'drama', '{de,da}'),
    (13, 'The Harbour Master''s Wife', NULL, 'opera', '{it}'), (14, 'Stand-up on the Slipway', NULL, 'comedy', '{de,en}'), (15, 'Herring Season', NULL, 'drama', '{de}'),
    (16, 'Lanterns', NULL, 'dance', '{}'), (17, 'The Third Tide', NULL, 'drama', '{de}'), (18, 'A Fine Wind', NULL, 'comedy', '{de}'),
    (19, 'Choir by Candlelight', NULL, 'concert', '{}'), (20, 'Seagull School', 'From age 6', 'family', '{de,uk}'), (21, 'The Glass Boat', NULL, 'opera', '{fr}'),
    (22, 'Ship in a Bottle', NULL, 'drama', '{de}'), (23, 'Ebb', NULL, 'dance', '{}'), (24, 'The Last Ferry', NULL, 'drama', '{de}')
) AS p (n, title, subtitle, genre, languages)
ORDER BY n;

INSERT INTO programme.production_credit (production_id, artist_id, credit, billing)
SELECT p, 1 + pg_temp.dice('credit' || k, p, 48), (ARRAY['director', 'lead', 'lead', 'music', 'stage design'])[k], k
FROM generate_series(1, 24) p, generate_series(1, 5) k
ON CONFLICT DO NOTHING;

INSERT INTO programme.season (name, runs) VALUES
    ('2022/23', '[2022-09-01,2023-09-01)'), ('2023/24', '[2023-09-01,2024-09-01)'), ('2024/25', '[2024-09-01,2025-09-01)');

INSERT INTO programme.season_production
SELECT s.id, p.id FROM programme.season s JOIN programme.production p ON s.runs @> p.premiered_on ORDER BY 1, 2;

INSERT INTO programme.performance (production_id, hall_id, starts_at, seats_total, cancelled, updated_at)
SELECT p.id, h."HallID",
    ((p.premiered_on + k * 4)::timestamp + CASE WHEN p.genre_code = 'family' THEN interval '15 hours' ELSE interval '19 hours 30 minutes' END) AT TIME ZONE 'Europe/Berlin',
    h."Capacity", p.id = 9 AND k = 3, timestamptz '2024-11-01 09:00+01'
FROM programme.production p
CROSS JOIN generate_series(0, 3) k
JOIN "Halls" h ON h."HallID" = CASE p.genre_code WHEN 'reading' THEN 4 WHEN 'concert' THEN 4 WHEN 'comedy' THEN 2 WHEN 'family' THEN 2 WHEN 'opera' THEN 1 ELSE 3 END
WHERE p.id <= 23
ORDER BY 3, 1;

INSERT INTO programme.review (production_id, paper, stars, quote, printed_on)
SELECT p.id, pg_temp.pick('{Hafenblatt,Küsten-Kurier,Radio Nord,kulturmole.example}', 'paper' || k, p.id), 1 + pg_temp.dice('stars' || k, p.id, 5),
    pg_temp.pick('{"Go and see it","Long, but warm","The fog was real","Bring a cushion","Not a dry eye"}', 'quote' || k, p.id), p.premiered_on + 1 + k
FROM programme.production p CROSS JOIN generate_series(1, 2) k
WHERE p.id <= 22
ORDER BY p.id, k;

-- Prices, orders, tickets --------------------------------------------------------------------------------------

INSERT INTO box_office.price_list (season_id, name) SELECT s.id, l.name FROM programme.season s, (VALUES ('standard'), ('premiere')) l (name) ORDER BY 1, 2 DESC;

INSERT INTO box_office.price (price_list_id, category, amount)
SELECT l.id, c.code, c.base + 2 * l.season_id + CASE l.name WHEN 'premiere' THEN 6 ELSE 0 END
FROM box_office.price_list l, (VALUES ('A', 28), ('B', 22), ('C', 16), ('R', 9)) c (code, base)
ORDER BY 1, 2;

-- Who sits where: every performance sells from the front, in parties of one to four.
CREATE TEMPORARY TABLE party ON COMMIT DROP AS
SELECT performance_id, starts_at, seat_id, dense_rank() OVER (ORDER BY performance_id, block) AS party, min(nr) OVER (PARTITION BY performance_id, block) AS first_nr
FROM (
    SELECT pf.id AS performance_id, pf.starts_at, s."SeatID" AS seat_id, nr,
        nr / 4 * 4 + CASE pg_temp.dice('split', pf.id * 100 + nr / 4, 5) WHEN 0 THEN nr % 4 WHEN 1 THEN nr % 4 / 2 * 2 ELSE 0 END AS block
    FROM programme.performance pf
    JOIN LATERAL (SELECT "SeatID", row_number() OVER (ORDER BY "SeatID") - 1 AS nr FROM "Seats" WHERE "HallID" = pf.hall_id) s ON true
    WHERE nr < pf.seats_total * (CASE WHEN pf.starts_at > timestamptz '2024-11-15 00:00+01' THEN 5 + pg_temp.dice('early', pf.id, 35) ELSE 30 + pg_temp.dice('sold', pf.id, 68) END) / 100
      AND NOT pf.cancelled
) seats;

INSERT INTO box_office.customer_order (number, customer_id, channel, status, placed_at, remark)
SELECT 'HS-' || lpad((100000 + row_number() OVER w)::text, 7, '0'),
    CASE WHEN pg_temp.dice('known', party, 6) > 0 THEN 1 + least(pg_temp.dice('buyer', party, 420), pg_temp.dice('regular', party, 420)) END,
    pg_temp.pick('{counter,phone,web,web,web,partner}', 'channel', party)::box_office.channel,
    (CASE WHEN placed > timestamptz '2024-10-20 00:00+02' AND pg_temp.dice('open', party, 3) = 0 THEN 'reserved' WHEN pg_temp.dice('cancel', party, 30) = 0 THEN 'cancelled' ELSE 'paid' END)::box_office.order_status,
    placed, CASE WHEN pg_temp.dice('remark', party, 40) = 0 THEN 'Will be late' END
FROM (
    SELECT DISTINCT party, least(starts_at - interval '2 hours', timestamptz '2024-11-14 20:00+01') - pg_temp.dice('ahead', party, 36) * interval '1 day' - pg_temp.dice('minute', party, 540) * interval '1 minute' AS placed
    FROM party
) p
WINDOW w AS (ORDER BY party)
ORDER BY party;

DO $$ BEGIN PERFORM setval('box_office.order_number_seq', 100000 + (SELECT count(*) FROM box_office.customer_order)); END $$;

INSERT INTO box_office.ticket (order_id, performance_id, seat_id, price_paid, status)
SELECT o.id, p.performance_id, p.seat_id,
    round(box_office.price_for(p.performance_id, p.seat_id) * CASE WHEN pg_temp.dice('student', p.party, 7) = 0 THEN 0.5 ELSE 1 END, 2),
    (CASE WHEN o.status = 'cancelled' THEN 'refunded' WHEN p.starts_at < timestamptz '2024-11-15 00:00+01' AND pg_temp.dice('came', p.performance_id * 1000 + p.seat_id, 20) > 0 THEN 'scanned' ELSE 'issued' END)::box_office.ticket_status
FROM party p JOIN box_office.customer_order o ON o.number = 'HS-' || lpad((100000 + p.party)::text, 7, '0')
ORDER BY p.party, p.seat_id;

SET CONSTRAINTS ALL IMMEDIATE;

UPDATE programme.performance pf
SET seats_sold = (SELECT count(*) FROM box_office.ticket t WHERE t.performance_id = pf.id AND t.status <> 'refunded');

INSERT INTO box_office.ticket_scan (ticket_id, scanned_at, door, accepted)
SELECT t.id, pf.starts_at - (3 + pg_temp.dice('scan', t.id, 40)) * interval '1 minute', pg_temp.pick('{main,main,main,balcony,quay}', 'door', t.id), true
FROM box_office.ticket t JOIN programme.performance pf ON pf.id = t.performance_id
WHERE t.status = 'scanned'
ORDER BY t.id;

INSERT INTO box_office.ticket_scan (ticket_id, scanned_at, door, accepted)
SELECT 900000 + n, timestamptz '2024-03-08 19:10+01' + n * interval '9 days', 'quay', false FROM generate_series(1, 12) n;

INSERT INTO box_office.voucher (code, amount, remaining, bought_by, valid)
SELECT 'GV-' || upper(substr(md5('voucher' || n), 1, 8)), v.amount, CASE WHEN n % 3 = 0 THEN v.amount - 25 ELSE v.amount END,
    CASE WHEN n % 4 > 0 THEN 1 + pg_temp.dice('giver', n, 420) END, daterange(date '2023-11-20' + n * 6, date '2026-12-31')
FROM generate_series(1, 48) n CROSS JOIN LATERAL (SELECT 25 * (1 + pg_temp.dice('worth', n, 4)) AS amount) v;

INSERT INTO box_office.voucher_use (voucher_code, order_id, amount, used_at)
SELECT v.code, 50 * v.nr, 25, o.placed_at
FROM (SELECT code, row_number() OVER (ORDER BY lower(valid)) AS nr FROM box_office.voucher WHERE remaining < amount) v
JOIN box_office.customer_order o ON o.id = 50 * v.nr;

INSERT INTO box_office.promo_code (code, terms, valid) VALUES
    ('FOG10', ROW(10, 8), '[2024-10-01,2024-12-01)'), ('Herring', ROW(25, 15), '[2023-01-01,2023-06-01)'), ('STUDENT', ROW(50, NULL), NULL);

INSERT INTO box_office.waiting_list (performance_id, customer_id, seats, asked_at)
SELECT pf.id, 1 + pg_temp.dice('wait' || k, pf.id, 420), 1 + k, pf.starts_at - k * interval '3 days'
FROM programme.performance pf CROSS JOIN generate_series(1, 3) k
WHERE pf.seats_left * 6 < pf.seats_total
ORDER BY 1, k
ON CONFLICT DO NOTHING;

-- Money ------------------------------------------------------------------------------------------------------------

INSERT INTO finance.account VALUES
    ('1000', 'Till', 'A'), ('1200', 'Bank', 'A'), ('1360', 'Card clearing', 'A'), ('2500', 'Vouchers outstanding', 'L'),
    ('8000', 'Ticket sales', 'R'), ('8100', 'Bar sales', 'R'), ('8200', 'Donations', 'R'), ('4700', 'Refunds', 'E');

INSERT INTO finance.payment (order_id, method, amount, paid_at, provider_reference)
SELECT o.id, m.method::finance.payment_method, sum(t.price_paid), o.placed_at + CASE o.channel WHEN 'phone' THEN interval '3 days' ELSE interval '2 minutes' END,
    CASE WHEN m.method IN ('card', 'paypal') THEN substr(md5('pay' || o.id), 1, 16) END
FROM box_office.customer_order o
JOIN box_office.ticket t ON t.order_id = o.id
CROSS JOIN LATERAL (SELECT CASE o.channel WHEN 'counter' THEN pg_temp.pick('{cash,card,card}', 'method', o.id) WHEN 'phone' THEN 'transfer' WHEN 'web' THEN pg_temp.pick('{card,card,paypal}', 'method', o.id) ELSE 'transfer' END AS method) m
WHERE o.status <> 'reserved'
GROUP BY o.id, m.method
ORDER BY o.id;

INSERT INTO finance.refund (payment_id, amount, reason, approved_by, refunded_at)
SELECT p.id, p.amount, pg_temp.pick('{ill,missed the ferry,"double booking"}', 'reason', p.id), 3, p.paid_at + interval '1 day'
FROM finance.payment p JOIN box_office.customer_order o ON o.id = p.order_id
WHERE o.status = 'cancelled'
ORDER BY p.id;

INSERT INTO finance.ledger_entry (booked_on, account_code, amount, source_kind, source_id)
SELECT (paid_at AT TIME ZONE 'Europe/Berlin')::date, '8000', amount, 'payment', id FROM finance.payment
UNION ALL
SELECT (refunded_at AT TIME ZONE 'Europe/Berlin')::date, '4700', -amount, 'refund', id FROM finance.refund
UNION ALL
SELECT sold_at::date, '8100', round(sum(total)::numeric, 2), 'bar', min(sale_id) FROM tbl_bar_sale WHERE sold_at < '2024-11-15' GROUP BY 1
ORDER BY 1, 4, 5;

INSERT INTO finance.royalty (production_id, artist_id, percent, minimum)
SELECT production_id, artist_id, 3 + billing, 50 * billing FROM programme.production_credit WHERE credit IN ('director', 'music') ORDER BY 1, 2
ON CONFLICT DO NOTHING;

-- Friends --------------------------------------------------------------------------------------------------------------

INSERT INTO members.member (customer_id, card, tier, since, until, newsletter)
SELECT n, 'F' || lpad((n * 37 % 1000000)::text, 6, '0'), pg_temp.pick('{friend,friend,friend,patron,benefactor}', 'tier', n),
    date '2018-01-15' + n * 5, CASE WHEN n % 11 = 0 THEN date '2024-01-01' END, n % 5 > 0
FROM generate_series(3, 420, 4) n;

INSERT INTO members.donation (customer_id, amount, currency, donated_at, receipt_to)
SELECT CASE WHEN n % 8 > 0 THEN 1 + pg_temp.dice('donor', n, 420) END, 10 * (1 + pg_temp.dice('gift', n, 30)), CASE WHEN n % 20 = 0 THEN 'DKK' ELSE 'EUR' END,
    timestamp '2023-01-10 12:00' + n * interval '8 days',
    CASE WHEN n % 3 = 0 THEN ROW('Kaistraße ' || n, '24103', 'Nordhafen', 'DE')::members.postal_address END
FROM generate_series(1, 80) n;

INSERT INTO members.letter (customer_id, sent_on, subject, postage)
SELECT 1 + pg_temp.dice('letter', n, 420), date '2023-03-01' + n * 7, 'Your season brochure', 1.6 FROM generate_series(1, 60) n;
INSERT INTO members.email (customer_id, sent_on, subject, opened)
SELECT 1 + pg_temp.dice('email', n, 420), date '2023-03-01' + n, 'This month on the quay', n % 3 = 0 FROM generate_series(1, 240) n;

-- Traces -----------------------------------------------------------------------------------------------------------------

INSERT INTO audit.change_log (changed_at, changed_by, table_name, action, before, after)
SELECT placed_at + interval '1 hour', 'harbour_counter', 'box_office.customer_order', 'U',
    jsonb_build_object('id', id, 'status', 'reserved'), jsonb_build_object('id', id, 'status', status)
FROM box_office.customer_order WHERE status <> 'reserved' AND id % 6 = 0
ORDER BY id;

INSERT INTO audit.login (login, at, from_address)
SELECT pg_temp.pick('{jost,lina,renate,kaya}', 'login', n), timestamptz '2024-10-01 08:00+02' + n * interval '5 hours', ('10.0.0.' || 10 + n % 40)::inet
FROM generate_series(1, 200) n;

ALTER TABLE box_office.ticket ENABLE TRIGGER ticket_count;
ALTER TABLE box_office.customer_order ENABLE TRIGGER order_audit;
ALTER TABLE finance.payment ENABLE TRIGGER payment_audit;
ALTER TABLE programme.performance ENABLE TRIGGER performance_touch;

COMMIT;

CALL reporting.refresh_all();
ANALYZE;
