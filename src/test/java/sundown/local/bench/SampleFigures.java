package sundown.local.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Figures of comparisons that nobody made. */
final class SampleFigures {
    private SampleFigures() {}

    /** One without a native renderer. */
    static BenchFigures onJvm() {
        return of(turns());
    }

    static BenchFigures withNative() {
        Map<Writer, List<Double>> turns = turns();
        turns.put(Writer.RENDERER_NATIVE, List.of(900.0));
        turns.put(Writer.RENDERER_NATIVE_FIRST, List.of(750.0));
        turns.put(Writer.RENDERER_NATIVE_FILE, List.of(500.0));
        return of(turns);
    }

    private static BenchFigures of(Map<Writer, List<Double>> turns) {
        return new BenchFigures(2_000_000_000, 250, 3, turns);
    }

    private static Map<Writer, List<Double>> turns() {
        Map<Writer, List<Double>> turns = new EnumMap<>(Writer.class);
        turns.put(Writer.BSDTAR, List.of(110.0, 90.0, 100.0));
        turns.put(Writer.ZIP4J, List.of(120.0, 130.0, 125.0));
        turns.put(Writer.SEVEN_ZIP, List.of(400.0, 400.0, 400.0));
        turns.put(Writer.RENDERER_COLD, List.of(300.0, 300.0, 300.0));
        turns.put(Writer.RENDERER_WARM, List.of(1000.0, 1100.0, 1050.0));
        turns.put(Writer.LIMIT, List.of(1600.0, 1700.0, 1650.0));
        return turns;
    }
}
