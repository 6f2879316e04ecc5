package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.notify.Event;
import sundown.notify.EventBus;
import sundown.notify.EventDocument;
import sundown.notify.SampleEvents;

/** What every bus promises. */
public abstract class EventBusContract {
    /** The bus under test, on which there is nothing. */
    protected abstract EventBus bus();

    /** The documents that receivers have got. */
    protected abstract List<String> heard();

    /** Does not take the next event, for longer than the bus tries by itself; then it does. */
    protected abstract void loseOne();

    /** Refuses the next event for good. */
    protected abstract void refuse();

    @Test
    void bringsEveryKindOfEvent() {
        bus().publish(SampleEvents.all());
        assertThat(heard()).containsExactlyElementsOf(documents(SampleEvents.all()));
    }

    @Test
    void bringsMoreThanOneCallHolds() {
        bus().publish(SampleEvents.many(23));
        assertThat(heard()).containsExactlyElementsOf(documents(SampleEvents.many(23)));
    }

    @Test
    void bringsNothingOfNothing() {
        bus().publish(List.of());
        assertThat(heard()).isEmpty();
    }

    @Test
    void saysWhenItTookOnlySomeAndTakesAllOfThemAgain() {
        loseOne();
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> bus().publish(SampleEvents.many(3)));

        bus().publish(SampleEvents.many(3));

        assertThat(heard()).containsAll(documents(SampleEvents.many(3)));
    }

    @Test
    void saysWhenItRefusesOneAndTakesTheOthers() {
        refuse();
        assertThatThrownBy(() -> bus().publish(SampleEvents.many(12)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageNotContaining("user-");

        assertThat(heard())
                .containsExactlyElementsOf(documents(SampleEvents.many(12)).subList(1, 12));
    }

    private static List<String> documents(List<Event> events) {
        return events.stream().map(EventDocument::write).toList();
    }
}
