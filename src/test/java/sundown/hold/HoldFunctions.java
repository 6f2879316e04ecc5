package sundown.hold;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.edge.OperatorRequests;
import sundown.timeline.TimelineStore;

/**
 * The operators' functions of holds, put together by hand over any ports: what the container does in a deployed
 * function.
 */
public record HoldFunctions(HoldAccountFunction hold, ReleaseHoldFunction release, ListHolds list) {
    /** Puts them together. */
    public static HoldFunctions over(
            AccountStore accounts, TimelineStore timelines, UserFolders folders, HoldStore holds, Clock clock) {
        AccountsInGroup inGroup = new AccountsInGroup(accounts, timelines);
        return new HoldFunctions(
                new HoldAccountFunction(OperatorRequests.edge(clock), inGroup, folders, holds, clock),
                new ReleaseHoldFunction(OperatorRequests.edge(clock), inGroup, holds, clock),
                new ListHolds(holds, accounts, timelines, clock));
    }
}
