package sundown.local.google;

import java.util.List;
import sundown.local.google.account.Account;
import sundown.local.google.gate.Grants;
import sundown.local.google.library.Libraries;

/** An account from its owner's point of view: what only the owner can do with it and see in it. */
public final class StandInAccount {
    private final Account account;
    private final Grants grants;
    private final Libraries libraries;

    StandInAccount(Account account, Grants grants, Libraries libraries) {
        this.account = account;
        this.grants = grants;
        this.libraries = libraries;
    }

    /** The id that Drive calls permissionId and OpenID Connect calls sub. */
    public String subject() {
        return account.subject();
    }

    public Account.Storage storage() {
        return account.storage();
    }

    /** Buys storage. */
    public void addStorage(long bytes) {
        account.addStorage(bytes);
    }

    /** Takes back all that the user ever allowed: every token dies at once. */
    public void revokeConsent() {
        grants.revoke(account);
    }

    /** What the account holds, in the order in which it was created. */
    public List<Holding> holdings() {
        return libraries.holdings(account).stream().map(Holding::of).toList();
    }
}
