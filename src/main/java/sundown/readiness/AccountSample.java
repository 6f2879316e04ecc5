package sundown.readiness;

import java.util.List;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;

/** All accounts, in an order that has nothing to do with what they are. */
public interface AccountSample {
    /**
     * The next accounts from a place on; after the last come none.
     *
     * @param place any id, whether a user has it or not
     */
    @EventuallyConsistent
    List<SampledAccount> from(UserId place, int limit);
}
