package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.AccountStore;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldFunctions;
import sundown.hold.HoldStore;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.ManifestLine.Standing;
import sundown.runtime.ManualClock;
import sundown.timeline.InMemoryTimelineStore;

/** An operator keeps what a user without an account left: from the call to the plan, and to the deletion. */
class HeldWithoutAccountTest {
    private static final UserId NOBODY = new UserId("nobody");

    @Test
    void leavesThemOutOfThePlan() {
        PlannedGroup functions = new PlannedGroup();
        functions.put("1/nobody/a", 1);
        hold(NOBODY, functions.accounts, functions.buckets, functions.holds, functions.clock);
        functions.plan();
        functions.work();
        assertThat(functions.lines())
                .extracting(ManifestLine::user, ManifestLine::standing)
                .containsExactly(tuple(NOBODY, Standing.HELD));
        assertThat(functions.entries(NOBODY)).isEmpty();
        assertThat(functions.report()).contains("1 under hold, kept\n  nobody\n");
    }

    @Test
    void deletesNothingMoreOnceTheyAreHeld() {
        ClosedGroup group = new ClosedGroup();
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> hold(user, new InMemoryAccountStore(), group.buckets, group.holds, group.clock));
        group.deleted(user);
        assertThat(group.deletion.calls()).isEqualTo(1);
        assertThat(group.kept(user)).hasSize(1_500);
        assertThat(group.record(user))
                .hasValueSatisfying(record -> assertThat(record.outcome()).isEqualTo(Deletion.Progress.HELD));
    }

    /** A manifest may still name the user, if it listed them just before. */
    @Test
    void keepsThemWhateverTheManifestNames() {
        ClosedGroup group = new ClosedGroup();
        UserId user = group.user(NOBODY.value());
        hold(user, new InMemoryAccountStore(), group.buckets, group.holds, group.clock);
        group.begin();
        group.deleted(user);
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user))
                .hasValueSatisfying(record -> assertThat(record.outcome()).isEqualTo(Deletion.Progress.HELD));
    }

    private static void hold(
            UserId user, AccountStore accounts, BucketListing buckets, HoldStore holds, ManualClock clock) {
        JsonNode call = Json.tree(
                Map.of("userId", user.value(), "group", "1", "reason", "an order", "by", "Ada", "noAccount", true));
        HoldFunctions functions = HoldFunctions.over(
                accounts,
                new InMemoryTimelineStore(),
                new UserEntries(buckets, GalleryLayout.GROUP_FIRST, new InMemoryGalleryIndex(), new InMemoryClaims()),
                holds,
                clock);
        assertThat(functions.hold().handle(new OperatorCall(call)).path("held").booleanValue())
                .isTrue();
    }
}
