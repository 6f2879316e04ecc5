package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Value;

/** The functions of the report write the report and nothing else. */
final class ProgressRightsTest {
    private static final Map<Value, String> ROWS = Map.of(
            new Value.GetAtt("GroupsTable", "Arn"), "progress-report",
            new Value.GetAtt("JobsTable", "Arn"), "counting-*");

    /** Where each call of an operator is recorded. */
    private static final Value OPERATOR_CALLS = new Value.GetAtt("OperatorCallsTable", "Arn");

    @Test
    void writesItsOwnRowAndTheRowsOfItsJobs() {
        assertThat(allowing("dynamodb:PutItem", "dynamodb:UpdateItem"))
                .filteredOn(statement -> !statement.find("Resource").equals(Optional.of(OPERATOR_CALLS)))
                .hasSize(4)
                .allSatisfy(statement -> assertThat(Deployed.texts(
                                statement.find("Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys")))
                        .containsExactly(ROWS.get(statement.find("Resource").orElseThrow())));
    }

    @Test
    void writesOnlyItsOwnObjects() {
        assertThat(allowing("s3:PutObject"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.find("Resource"))
                        .contains(new Value.Sub("${AuditBucket.Arn}/progress/*")));
    }

    @Test
    void deletesNothingAndOpensNoSecret() {
        assertThat(statements().flatMap(statement -> Deployed.texts(statement.find("Action")).stream()))
                .isNotEmpty()
                .noneMatch(action -> action.contains("Delete") && !action.equals("sqs:DeleteMessage"))
                .noneMatch(action -> action.startsWith("kms:"))
                .noneMatch(action -> action.contains("BatchWrite"));
    }

    private static List<Value> allowing(String... actions) {
        return statements()
                .filter(statement -> Stream.of(actions).anyMatch(Deployed.texts(statement.find("Action"))::contains))
                .toList();
    }

    private static Stream<Value> statements() {
        return Stream.of("ReportProgressRole", "CountProgressRole")
                .flatMap(role -> Deployed.template().resource(role).statements());
    }
}
