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
 * Which rows of the groups table each role may write: one table holds the timeline, the approvals and the kill switch,
 * so that a right to write it must name its rows.
 */
final class GroupRowsTest {
    private static final Value GROUPS = new Value.GetAtt("GroupsTable", "Arn");
    private static final String APPROVALS = "approval-";
    private static final Set<String> READING = Set.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem");

    /** Each exception is named: a role that is not here may write none of these rows. */
    private static final Map<String, Set<String>> ROWS = Map.ofEntries(
            entry("PublishTimelineRole", Set.of("timeline", "timeline-*", "schedules")),
            entry("SweepRole", Set.of("timeline", "walk-*", "closing-*", "purge-*", "schedules")),
            entry("PurgeAccountRole", Set.of("purge-*")),
            entry("ReportProgressRole", Set.of("progress-report")),
            entry("CountProgressRole", Set.of("progress-report")),
            entry("CancelMembershipsRole", Set.of("walk-*")),
            entry("AdvanceGroupRole", Set.of("advance-*", "stop-*", "walk-*", "closing-*")),
            entry("HoldAccountRole", Set.of("holds-*")),
            entry("ReleaseHoldRole", Set.of("holds-*")),
            entry("PlanPurgeRole", Set.of("plan-*")),
            entry("WriteManifestRole", Set.of("plan-*")),
            entry("CloseGroupRole", Set.of("closing-*")),
            entry("ApprovePurgeRole", Set.of("approval-*")),
            entry("AbortPurgeRole", Set.of("purge-*")),
            entry("CertifyPurgeRole", Set.of("purge-*", "certificates")),
            entry("StopPurgesRole", Set.of("purges")),
            entry("AllowPurgesRole", Set.of("purges")));

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

    /** Whatever a purge's own row says, nothing is deleted without the approvals: so nobody else may write these. */
    @Test
    void thoseOfTheApprovalsAreForApprovePurgeAlone() {
        Stream<Resource> roles = Deployed.template().resources("AWS::IAM::Role").stream();
        assertThat(roles.filter(role -> rows(role).anyMatch(GroupRowsTest::approves))
                        .map(Resource::logicalId))
                .containsExactly("ApprovePurgeRole");
    }

    /** True when a pattern of IAM, with its wildcards, meets the row of some group's approvals. */
    private static boolean approves(String pattern) {
        String before = pattern.split("[*?]", 2)[0];
        return APPROVALS.startsWith(before) || before.startsWith(APPROVALS);
    }

    /** The rows that a role may write; {@code *} where a right names none. */
    private static Stream<String> rows(Resource role) {
        return Deployed.statements(role)
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
