package sundown.simulation.port;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sundown.edge.Forwarding;
import sundown.edge.Lag;

/** A port with some reads that answer as before a change until a lag is over. */
public final class WeakReads {
    private final Set<String> reads;
    private final Lag lag;
    private final Map<Question, Object> answers = new HashMap<>();
    private final Map<Question, Outdated> outdated = new HashMap<>();

    /** A call of a method. */
    private record Question(Method method, List<Object> arguments) {}

    /** The answer of before a change. */
    private record Outdated(Object answer, BooleanSupplier over) {}

    private WeakReads(Set<String> reads, Lag lag) {
        this.reads = reads;
        this.lag = lag;
    }

    /**
     * Weakens reads of a port.
     *
     * @param reads the names of their methods; all other methods make changes
     */
    public static <T> T of(Class<T> port, T real, Set<String> reads, Lag lag) {
        WeakReads weak = new WeakReads(reads, lag);
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> weak.call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        if (!reads.contains(method.getName())) {
            BooleanSupplier over = lag.change();
            answers.forEach((question, answer) -> outdated.put(question, new Outdated(answer, over)));
            return Forwarding.call(method, real, arguments);
        }
        Question question = new Question(method, arguments == null ? List.of() : Arrays.asList(arguments));
        Object answer = Forwarding.call(method, real, arguments);
        answers.put(question, answer);
        Outdated before = outdated.get(question);
        return before == null || before.over().getAsBoolean() ? answer : before.answer();
    }
}
