package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Value;

/** What the schedules may do, and which roles may create them. */
final class SchedulesTest {
    private static final String SCHEDULER = "scheduler.amazonaws.com";
    private static final Value ROLE = new Value.GetAtt("DateSchedulesRole", "Arn");

    @Test
    void sendToTheQueueOfMilestonesAndDoNothingElse() {
        assertThat(Deployed.statements(Deployed.template().resource("DateSchedulesRole")))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(Deployed.text(statement.find("Action"))).hasValue("sqs:SendMessage");
                    assertThat(statement.find("Resource")).hasValue(new Value.GetAtt("AdvanceQueue", "Arn"));
                });
    }

    @Test
    void assumeTheRoleOnlyInTheirOwnScheduleGroup() {
        List<Value> trust = Deployed.template()
                .resource("DateSchedulesRole")
                .require("AssumeRolePolicyDocument", "Statement")
                .elements();
        assertThat(trust).singleElement().satisfies(statement -> {
            assertThat(Deployed.text(statement.find("Principal", "Service"))).hasValue(SCHEDULER);
            assertThat(statement.find("Condition", "StringEquals", "aws:SourceArn"))
                    .hasValue(new Value.GetAtt("DateSchedules", "Arn"));
        });
    }

    @Test
    void receiveTheOnlyRoleThatIsPassed() {
        assertThat(passing()).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.find("Resource")).hasValue(ROLE);
            assertThat(Deployed.text(statement.find("Condition", "StringEquals", "iam:PassedToService")))
                    .hasValue(SCHEDULER);
        });
    }

    private static Stream<Value> passing() {
        return Deployed.template().resources("AWS::IAM::Role").stream()
                .flatMap(Deployed::statements)
                .filter(statement -> Deployed.text(statement.find("Action"))
                        .filter("iam:PassRole"::equals)
                        .isPresent());
    }
}
