package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.OperatorEdge;

/** Lists every version of the timeline, with who put it in force, why and when: an operator's call, {@code {}}. */
@Singleton
public final class ListTimelinesFunction {
    private final OperatorEdge edge;
    private final TimelineStore timelines;

    ListTimelinesFunction(OperatorEdge edge, TimelineStore timelines) {
        this.edge = edge;
        this.timelines = timelines;
    }

    /** Answers with a {@link TimelineList}. */
    @Funq("list-timelines")
    public JsonNode handle(JsonNode call) {
        return edge.answer(call, ignored -> TimelineList.of(versions()));
    }

    /** Back from the one in force, each to the one before it. */
    private List<Publication> versions() {
        return Stream.iterate(
                        Optional.of(timelines.current()),
                        Optional::isPresent,
                        version -> timelines.replaced(version.orElseThrow().version() - 1))
                .flatMap(Optional::stream)
                .toList();
    }
}
