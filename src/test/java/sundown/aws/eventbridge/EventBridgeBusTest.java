package sundown.aws.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.EventBusContract;
import sundown.failure.PermanentFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.notify.EventBus;
import sundown.notify.SampleEvents;

@ExtendWith(EmulatorsExtension.class)
class EventBridgeBusTest extends EventBusContract {
    private static final String SLOW = "ThrottlingException";

    private final Emulators emulators;
    private final String name;

    EventBridgeBusTest(Emulators emulators) {
        this.emulators = emulators;
        this.name = AwsStack.provision(emulators).name("EVENT_BUS_NAME");
    }

    @Override
    protected EventBus bus() {
        return new EventBridgeBus(emulators.clients().eventBridge(), name);
    }

    @Override
    protected List<String> heard() {
        return entries().map(entry -> entry.path("Detail").asText()).toList();
    }

    @Override
    protected void loseOne() {
        // As often as the adapter tries, and each of the others is taken at once.
        emulators.eventBridge().refuse(name, SLOW, "", "", SLOW, SLOW);
    }

    @Override
    protected void refuse() {
        emulators.eventBridge().refuse(name, "NotAuthorizedForSourceException");
    }

    @Test
    void sendsAgainOnlyWhatWasNotTaken() {
        emulators.eventBridge().refuse(name, "", SLOW, "", "InternalFailure", "");

        bus().publish(SampleEvents.many(5));

        assertThat(heard()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void letsReceiversChooseBySourceAndKind() {
        bus().publish(SampleEvents.all());

        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.path("Source").asText()).isEqualTo("sundown");
            assertThat(entry.path("Detail").asText())
                    .startsWith("{\"event\":\"" + entry.path("DetailType").asText() + "\"");
            assertThat(entry.path("Time").isMissingNode()).isFalse();
        });
    }

    @Test
    void saysThatThereIsNoSuchBus() {
        EventBus nowhere = new EventBridgeBus(emulators.clients().eventBridge(), "nowhere");

        assertThatThrownBy(() -> nowhere.publish(SampleEvents.many(1)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("EventBridge refused an event: ResourceNotFoundException");
    }

    private Stream<JsonNode> entries() {
        return emulators.eventBridge().eventsOf(name).stream();
    }
}
