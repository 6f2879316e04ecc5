package sundown.functions;

import java.util.List;

/**
 * What is tried of one function.
 *
 * @param events how to make the events of its trigger, which are fed one after the other
 * @param good the expected result of each
 * @param badEvent an event that it must withstand
 * @param bad the expected result of that
 */
record Trial(String function, List<EventSource> events, Expectation good, Event badEvent, Expectation bad) {

    /** Makes an event when its turn has come. */
    @FunctionalInterface
    interface EventSource {
        Event make();
    }

    /** A function that gets the same event twice. */
    static Trial of(String function, EventSource event, Expectation good, Event badEvent, Expectation bad) {
        return new Trial(function, List.of(event, event), good, badEvent, bad);
    }
}
