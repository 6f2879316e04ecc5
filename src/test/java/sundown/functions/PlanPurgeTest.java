package sundown.functions;

import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator asks for a plan too early. What becomes of one is in {@link PurgeAccountTest}. */
@FunctionTest
class PlanPurgeTest {
    @Inject
    Installation sundown;

    /** Another test may have left a plan. */
    @BeforeEach
    void clear() {
        sundown.clear();
    }

    @Test
    void plansNoGroupThatIsNotClosedAndDrained() throws Exception {
        Event event = Event.of("plan-purge");

        call("plan-purge", event).isProblem(409, "window-open");
        call("plan-purge", event.with("/group", "2")).isProblem(409, "not-drained");
        call("plan-purge", event.with("/group", "CN")).isProblem(409, "exempt-group");
        call("plan-purge", event.with("/group", "9")).isProblem(404, "unknown-group");
        call("plan-purge", event.without("/group")).isProblem(400, "invalid-request");
    }

    @Test
    void listsNothingByAMessageAlone() throws Exception {
        sundown.invoke("list-chunk", Event.of("list-chunk"));
        LogAudit.require(sundown.log().awaited(1, "chunk plan-1#03 is of no plan that is under way"));
    }

    private OperatorAnswer call(String function, Event event) throws InterruptedException {
        return sundown.operate(function, event);
    }
}
