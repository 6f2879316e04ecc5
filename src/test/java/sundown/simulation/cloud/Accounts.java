package sundown.simulation.cloud;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
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
        tell(user + " is put where he belongs", "members corrected");
    }

    /** A user pays; an earlier cancellation of the membership may remain beside the new one. */
    public void pay(UserId user) {
        Membership paid = refunds.pay(user);
        Optional<Instant> left = of(user).membership()
                .flatMap(Membership::cancelledAt)
                .filter(ignored -> around.chance().oneIn(2));
        stored.put(of(user).with(new Membership(paid.charge(), paid.fee(), paid.paidAt(), left, paid.subscription())));
        tell(user + " pays, and was cancelled at " + left, "fees paid late");
    }

    private void tell(String story, String what) {
        around.trace().say(() -> around.time().now() + " " + story);
        around.coverage().count(what);
    }
}
