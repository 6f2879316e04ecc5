package sundown.simulation.cloud;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.runtime.Records;
import sundown.simulation.invariant.Subscriptions;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Surroundings;

/** The accounts as the photo cloud keeps them: users, their regions and lists, and what they pay. */
public record Accounts(
        InMemoryAccountStore stored, MembershipCloud memberships, RefundCloud refunds, Surroundings around) {
    public Account of(UserId user) {
        return stored.find(user).orElseThrow();
    }

    /** A user comes, and most pay. */
    void register(UserId user) {
        stored.put(new Account(user, Calendar.REGION, refunds.join(user)));
        memberships.list(user);
    }

    /** A member comes who is in a wrong place: listed under another group, or registered where nothing ends. */
    public void misfile(UserId user) {
        Membership paid = refunds.pay(user);
        if (around.chance().oneIn(2)) {
            stored.put(new Account(user, Calendar.REGION).with(paid));
            memberships.misfile(user);
        } else {
            stored.put(new Account(user, Calendar.EXEMPT).with(paid));
            memberships.list(user);
        }
    }

    /** The photo cloud lists the user under the right group. */
    public void correct(UserId user) {
        stored.put(new Account(user, Calendar.REGION, of(user).membership()));
        memberships.list(user);
        tell(user + " is put where they belong", "members corrected");
    }

    /**
     * The region of a user changes.
     *
     * @param listed true when their place in the lists changes, too
     */
    public void relocate(UserId user, Region region, boolean listed) {
        stored.put(new Account(user, region, of(user).membership()));
        if (listed && region.equals(Calendar.ELSEWHERE)) {
            memberships.misfile(user);
        } else if (region.equals(Calendar.REGION)) {
            memberships.list(user);
        }
        tell(user + " is of " + region + " now", "accounts relocated");
    }

    /** True for a user whose account is of the group that ends. */
    boolean inGroup(UserId user) {
        return of(user).region().equals(Calendar.REGION);
    }

    /** A user pays. */
    public void pay(UserId user) {
        write(user, refunds.pay(user));
        tell(user + " pays", "fees paid late");
    }

    public Subscriptions subscriptions() {
        return refunds.bank.subscriptions;
    }

    /**
     * A user's subscription charges a fee, unless it has ended.
     *
     * @param written false when the account does not tell of it
     */
    public void renew(UserId user, boolean written) {
        refunds.renew(user, written).ifPresent(paid -> {
            boolean late = subscriptions().isLate(paid.charge());
            tell(user + " is charged, written: " + written, late ? "fees charged late" : "fees charged");
            if (written) {
                write(user, paid);
            }
        });
    }

    /** An earlier cancellation of the membership may remain beside the new one. */
    private void write(UserId user, Membership paid) {
        Optional<Instant> left = of(user).membership()
                .flatMap(Membership::cancelledAt)
                .filter(ignored -> around.chance().oneIn(2));
        stored.put(of(user).with(Records.with(paid, "cancelledAt", left)));
    }

    private void tell(String story, String what) {
        around.say(() -> "" + story);
        around.count(what);
    }
}
