package sundown.mail;

import sundown.account.UserId;
import sundown.contract.AddressBookContract;

class InMemoryAddressBookTest extends AddressBookContract {
    @Override
    protected AddressBook book() {
        InMemoryAddressBook book = new InMemoryAddressBook();
        book.add(new UserId("known"), "tr", false);
        book.addMalformed(new UserId("malformed"));
        return book;
    }
}
