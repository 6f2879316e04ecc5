package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** What the schedules may do, and which roles may create them. */
final class SchedulesTest {
    private static final String SCHEDULER = "scheduler.amazonaws.com";
    private static final Value ROLE = new Value.GetAtt("DateSchedulesRole", "Arn");

    @Test
    void sendToTheQueueOfMilestonesAndDoNothingElse() {
        assertThat(Deployed.template().resource("DateSchedulesRole").statements())
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

    /** SAM puts the schedules of functions into the group that each account has. */
    @Test
    void callFunctionsOnlyFromTheGroupOfTheStacksOwnAccount() {
        assertThat(Deployed.template()
                        .resource("TimersRole")
                        .require("AssumeRolePolicyDocument", "Statement")
                        .elements())
                .singleElement()
                .satisfies(statement -> assertThat(
                                statement.find("Condition", "StringEquals").map(Value::fields))
                        .hasValue(Map.of(
                                "aws:SourceAccount",
                                new Value.Ref("AWS::AccountId"),
                                "aws:SourceArn",
                                new Value.Sub("arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}"
                                        + ":schedule-group/default"))));
        assertThat(Deployed.functions().stream()
                        .flatMap(Deployed::events)
                        .filter(event -> event.find("Properties", "GroupName").isPresent()))
                .isEmpty();
    }

    /** Without a dead-letter queue, nothing tells that the scheduler could not call a function. */
    @Test
    void keepCallsThatTheyCouldNotDeliver() {
        assertThat(Deployed.functions().stream()
                        .flatMap(Deployed::events)
                        .filter(event -> Deployed.text(event.find("Type"))
                                .filter("ScheduleV2"::equals)
                                .isPresent()))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.find("Properties", "DeadLetterConfig", "Arn"))
                            .hasValue(new Value.GetAtt("TimerDeadLetters", "Arn"));
                    assertThat(event.find("Properties", "RoleArn")).hasValue(new Value.GetAtt("TimersRole", "Arn"));
                });
    }

    @Test
    void callTheirFunctionsAndDoNothingElse() {
        Value functions = new Value.Sequence(Deployed.functions().stream()
                .filter(function -> Deployed.events(function)
                        .anyMatch(event ->
                                event.find("Properties", "DeadLetterConfig").isPresent()))
                .map(function -> (Value) new Value.GetAtt(function.logicalId(), "Arn"))
                .toList());
        assertThat(Deployed.template()
                        .resource("TimersRole")
                        .statements()
                        .map(statement -> statement.find("Action").orElseThrow() + " on "
                                + statement.find("Resource").orElseThrow()))
                .containsExactly(
                        new Value.Text("lambda:InvokeFunction") + " on " + functions,
                        new Value.Text("sqs:SendMessage") + " on " + new Value.GetAtt("TimerDeadLetters", "Arn"));
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
                .flatMap(Resource::statements)
                .filter(statement -> Deployed.text(statement.find("Action"))
                        .filter("iam:PassRole"::equals)
                        .isPresent());
    }
}
