package sundown.mail;

import sundown.account.UserId;
import sundown.contract.AddressBookContract;
import sundown.mail.AddressBook.EmailAddress;

class InMemoryAddressBookTest extends AddressBookContract {
    @Override
    protected AddressBook book() {
        InMemoryAddressBook book = new InMemoryAddressBook();
        book.add(new UserId("known"), "tr", false);
        book.addMalformed(new UserId("malformed"));
        crowd().forEach(user -> book.add(new UserId(user), new EmailAddress("crowd@example.com")));
        return book;
    }

    @Override
    protected AddressBook bookWithoutSearch() {
        InMemoryAddressBook book = new InMemoryAddressBook();
        book.searchNoMore();
        return book;
    }
}
