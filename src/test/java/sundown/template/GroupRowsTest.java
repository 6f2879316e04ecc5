package sundown.template;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/**
 * The rows of the groups table that each role may write. The table holds the timeline, the approvals, the kill switch
 * and the limits, so a right to write must name its rows.
 */
final class GroupRowsTest {
    private static final Value GROUPS = new Value.GetAtt("GroupsTable", "Arn");
    private static final String APPROVALS = "approval-";
    private static final Set<String> READING = Set.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem");

    /** A role that is not listed may write none of the rows. */
    private static final Map<String, Set<String>> ROWS = Map.ofEntries(
            entry("PublishTimelineRole", Set.of("timeline", "timeline-*", "schedules")),
            entry("RunSweepTaskRole", Set.of("closing-*", "purge-*", "schedules")),
            entry("PurgeAccountRole", Set.of("purge-*")),
            entry("ReportProgressRole", Set.of("progress-report")),
            entry("CountProgressRole", Set.of("progress-report")),
            entry("AdvanceGroupRole", Set.of("advance-*", "closing-*")),
            entry("HoldAccountRole", Set.of("holds-*")),
            entry("ReleaseHoldRole", Set.of("holds-*")),
            entry("PlanPurgeRole", Set.of("plan-*")),
            entry("ListChunkRole", Set.of("plan-*")),
            entry("ApprovePurgeRole", Set.of("approval-*")),
            entry("AbortPurgeRole", Set.of("purge-*")),
            entry("CertifyPurgeRole", Set.of("purge-*", "certificates")),
            entry("StopPurgesRole", Set.of("purges")),
            entry("AllowPurgesRole", Set.of("purges")),
            entry("ChangeLimitsRole", Set.of("limits")));

    @Test
    void areNamedForEachRoleThatWritesThem() {
        Map<String, Set<String>> written = new TreeMap<>();
        Deployed.template()
                .resources("AWS::IAM::Role")
                .forEach(role -> rows(role)
                        .forEach(row -> written.computeIfAbsent(role.logicalId(), ignored -> new TreeSet<>())
                                .add(row)));
        assertThat(written).isEqualTo(ROWS);
    }

    /** Without approvals nothing is deleted, whatever a purge's own row says, so no other role may write them. */
    @Test
    void ofApprovalsAreWrittenByApprovePurgeAlone() {
        Stream<Resource> roles = Deployed.template().resources("AWS::IAM::Role").stream();
        assertThat(roles.filter(role -> rows(role).anyMatch(GroupRowsTest::approves))
                        .map(Resource::logicalId))
                .containsExactly("ApprovePurgeRole");
    }

    /** True if an IAM pattern with wildcards can match the approvals row of a group. */
    private static boolean approves(String pattern) {
        String before = pattern.split("[*?]", 2)[0];
        return APPROVALS.startsWith(before) || before.startsWith(APPROVALS);
    }

    /** The rows that a role may write; {@code *} if a right names none. */
    private static Stream<String> rows(Resource role) {
        return role.statements()
                .filter(GroupRowsTest::writes)
                .flatMap(statement -> statement
                        .find("Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys")
                        .map(keys -> keys.elements().stream())
                        .orElseGet(() -> Stream.of(new Value.Text("*"))))
                .map(key -> ((Value.Text) key).text());
    }

    private static boolean writes(Value statement) {
        return statement.find("Resource").orElseThrow().elements().contains(GROUPS)
                && statement.find("Action").orElseThrow().elements().stream()
                        .flatMap(action -> Deployed.text(Optional.of(action)).stream())
                        .anyMatch(action -> !READING.contains(action));
    }
}
