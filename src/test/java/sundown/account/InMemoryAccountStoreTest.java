package sundown.account;

import sundown.contract.AccountStoreContract;

class InMemoryAccountStoreTest extends AccountStoreContract {
    private final InMemoryAccountStore store = new InMemoryAccountStore();

    @Override
    protected AccountStore store() {
        return store;
    }

    @Override
    protected void spoil(UserId user) {
        store.spoil(user);
    }

    @Override
    protected void put(Account account) {
        store.put(account);
    }
}
