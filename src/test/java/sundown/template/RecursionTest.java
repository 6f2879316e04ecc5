package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/**
 * Functions that send messages to the queue that calls them. Lambda stops such a chain after about 16 messages unless
 * it is told not to; Sundown's own bound then takes the place of that protection.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Lambda recursive loop
 *     detection</a>
 */
final class RecursionTest {
    private final List<Resource> chains =
            Deployed.functions().stream().filter(RecursionTest::callsItself).toList();

    @Test
    void lambdaDoesNotStopTheChainsOfFunctionsThatCallThemselves() {
        Set<String> allowed = Deployed.functions().stream()
                .filter(function ->
                        Deployed.text(function.find("RecursiveLoop")).equals(Optional.of("Allow")))
                .map(Resource::logicalId)
                .collect(Collectors.toSet());

        assertThat(chains).isNotEmpty();
        assertThat(allowed).isEqualTo(chains.stream().map(Resource::logicalId).collect(Collectors.toSet()));
    }

    private static boolean callsItself(Resource function) {
        return queues(function).anyMatch(sends(function)::contains);
    }

    private static Set<Value> sends(Resource function) {
        Resource role = Deployed.template().resource(((Value.GetAtt) function.require("Role")).logicalId());
        return role.statements()
                .filter(statement ->
                        statement.find("Action").orElseThrow().elements().contains(new Value.Text("sqs:SendMessage")))
                .flatMap(statement -> statement.find("Resource").stream())
                .flatMap(resources -> resources.elements().stream())
                .collect(Collectors.toSet());
    }

    private static Stream<Value> queues(Resource function) {
        return function.find("Events").stream()
                .flatMap(events -> events.fields().values().stream())
                .filter(event -> event.find("Type").equals(Optional.of(new Value.Text("SQS"))))
                .flatMap(event -> event.find("Properties", "Queue").stream());
    }
}
