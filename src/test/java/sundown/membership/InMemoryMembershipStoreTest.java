package sundown.membership;

import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.InMemoryAccountStore;
import sundown.contract.MembershipStoreContract;
import sundown.job.GroupUsers;
import sundown.timeline.GroupId;

class InMemoryMembershipStoreTest extends MembershipStoreContract {
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryMembershipStore store = new InMemoryMembershipStore(accounts);

    @Override
    protected MembershipStore store() {
        return store;
    }

    @Override
    protected GroupUsers users() {
        return store;
    }

    @Override
    protected AccountStore accounts() {
        return accounts;
    }

    @Override
    protected void put(Account account, GroupId group, int shard) {
        accounts.put(account);
        store.list(account.user(), group, shard);
    }
}
