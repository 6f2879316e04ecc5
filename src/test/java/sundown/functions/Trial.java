package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import sundown.fuzz.OpenApi;
import sundown.fuzz.Operation;
import sundown.local.lambda.FunctionInvoker.Invocation;

/**
 * What is tried of one function, or of one operation of operators.
 *
 * @param name of the function or the operation
 * @param events how to make the events of its trigger, which are fed one after the other
 * @param good the expected result of each
 * @param badEvent an event that it must withstand
 * @param bad the expected result of that
 */
record Trial(String name, List<EventSource> events, Expectation good, Event badEvent, Expectation bad) {

    /** Makes an event when its turn has come. */
    @FunctionalInterface
    interface EventSource {
        Event make();
    }

    /** A function that gets the same event twice. */
    static Trial of(String name, EventSource event, Expectation good, Event badEvent, Expectation bad) {
        return new Trial(name, List.of(event, event), good, badEvent, bad);
    }

    /** How to call the function. */
    @FunctionalInterface
    interface Call {
        Invocation make(Event event) throws InterruptedException;
    }

    /** Feeds all events to the function, and requires what is expected of each. */
    void attempt(Call call) throws InterruptedException {
        for (EventSource event : events) {
            require(good, call.make(event.make()));
        }
        require(bad, call.make(badEvent));
    }

    private void require(Expectation expectation, Invocation invocation) {
        assertThat(expectation.holds(invocation))
                .as("%s: it came to %s", name, invocation)
                .isTrue();
    }

    /** The function that answers; several operations may have the same. */
    String function() {
        return OpenApi.ofOperators().operations().stream()
                .filter(operation -> operation.event().equals(name))
                .map(Operation::function)
                .findFirst()
                .orElse(name);
    }
}
