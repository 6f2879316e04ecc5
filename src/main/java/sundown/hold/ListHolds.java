package sundown.hold;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.failure.PermanentFailure;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Access;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Lists the holds of all groups, also ended ones: an operator's call, {@code {"after", "limit"}}. The size of the
 * groups does not change the few calls that a page takes.
 */
@Singleton
public record ListHolds(HoldStore holds, AccountStore accounts, TimelineStore timelines, Clock clock)
        implements OperatorQuery<ListHolds.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-holds", Access.reading(), Call.class);
    private static final int PAGE_HOLDS = 100;

    @RegisterForReflection
    record Call(Optional<UserId> after, Optional<Integer> limit) {
        Call {
            WrongPart.requireWithin("limit", limit, 1, PAGE_HOLDS);
        }
    }

    /**
     * A page of holds, in no particular order.
     *
     * @param next the user to name as {@code after} for the next page; empty on the last page
     */
    @RegisterForReflection
    public record Page(List<HoldView> holds, Optional<UserId> next) {}

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public Page answer(Call call) {
        int limit = call.limit().orElse(PAGE_HOLDS);
        List<Hold> page = holds.list(call.after(), limit);
        Found<Account> owners = accounts.findAll(page.stream().map(Hold::user).toList());
        Timeline timeline = timelines.inForce();
        Instant now = clock.instant();
        return new Page(
                page.stream()
                        .map(hold -> HoldView.of(hold, groupOf(hold.user(), owners, timeline), now))
                        .toList(),
                page.size() == limit ? Optional.of(page.getLast().user()) : Optional.empty());
    }

    /** An account that cannot be read hides no hold. */
    private static Optional<GroupId> groupOf(UserId user, Found<Account> owners, Timeline timeline) {
        try {
            return owners.find(user)
                    .flatMap(account -> timeline.groupOf(account.region()))
                    .map(Group::id);
        } catch (PermanentFailure unreadable) {
            return Optional.empty();
        }
    }
}
