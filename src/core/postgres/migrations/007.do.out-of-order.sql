-- What takes a delivery out of the order of its package gets a name that says so: no other delivery waits for it.
alter table deliveries rename column stray to out_of_order;
