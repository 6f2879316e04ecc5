package sundown.local.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The processor time of this process with all its threads, to the microsecond: C's {@code clock}. What Java tells by
 * itself has steps of ten milliseconds.
 */
final class ProcessorClock {
    private final MethodHandle clock;

    @SuppressWarnings("restricted") // to the one function of C, with its right type
    ProcessorClock() {
        Linker linker = Linker.nativeLinker();
        clock = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("clock"), FunctionDescriptor.of(ValueLayout.JAVA_LONG));
    }

    Duration time() {
        try {
            return Duration.of((long) clock.invokeExact(), ChronoUnit.MICROS);
        } catch (Throwable impossible) {
            throw new IllegalStateException("clock takes nothing and throws nothing", impossible);
        }
    }
}
