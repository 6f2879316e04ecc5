package sundown.functions;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Each function with the events of its trigger, in one application; {@link EachFunctionIT} feeds them to processes. */
@FunctionTest
class EachFunctionTest {
    /** Functions keep a timeline for a minute, and other tests rely on the dates of the first. */
    private static final String LEFT_OUT = "publish-timeline";

    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

    @Test
    void answersItsEventsAndOutlivesABadOne() throws Exception {
        for (Trial trial : new Trials(sundown, google).all()) {
            if (!trial.name().equals(LEFT_OUT)) {
                trial.attempt(event -> sundown.invoke(trial.function(), event));
            }
        }
    }
}
