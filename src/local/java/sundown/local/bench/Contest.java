package sundown.local.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Lets contestants take turns, in rounds, so that what else the machine does meets all of them alike. */
final class Contest {
    private final List<Contestant> contestants;
    private final Map<Writer, List<Double>> turns = new EnumMap<>(Writer.class);

    Contest(List<Contestant> contestants) {
        this.contestants = new ArrayList<>(contestants);
    }

    /** Every contestant takes one turn; the first is the last in the next round. */
    void round() throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            turns.computeIfAbsent(contestant.writer(), writer -> new ArrayList<>())
                    .add(contestant.turn());
        }
        Collections.rotate(contestants, -1);
    }

    /** What was reached in all rounds so far. */
    Map<Writer, List<Double>> turns() {
        return turns;
    }
}
