package sundown.runtime;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.List;
import sundown.edge.Forwarding;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;

/** A port that tells an observer of every call. One that throws stands for a worker that dies there. */
public final class ObservedPort {
    private ObservedPort() {}

    /** Is told of calls, as {@code Port.method}, on the thread that makes them. */
    @FunctionalInterface
    public interface Observer {
        /** Lets every call be. */
        Observer NONE = call -> {};

        /** The call is about to be made. */
        void before(String call);

        /** The call was made; the caller does not know yet. */
        default void after(String call) {}
    }

    /** An observer with which something happens before each call of one method, {@code Port.method}. */
    public static Observer before(String method, Runnable happening) {
        return call -> {
            if (call.equals(method)) {
                happening.run();
            }
        };
    }

    /** An observer with which something happens after each call of one method, {@code Port.method}. */
    public static Observer after(String method, Runnable happening) {
        return new Observer() {
            @Override
            public void before(String call) {}

            @Override
            public void after(String call) {
                if (call.equals(method)) {
                    happening.run();
                }
            }
        };
    }

    /** The port, observed. */
    public static <T> T of(Class<T> port, T target, Observer observer) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (ignored, method, arguments) -> {
                    String call = port.getSimpleName() + "." + method.getName();
                    observer.before(call);
                    Object answer = Forwarding.call(method, target, arguments);
                    observer.after(call);
                    return answer;
                }));
    }

    /** The queue, observed; its calls are {@code Name.send}. */
    public static <M extends QueueMessage> MessageQueue<M> of(String name, MessageQueue<M> target, Observer observer) {
        return (messages, delay) -> {
            observer.before(name + ".send");
            target.send(messages, delay);
            observer.after(name + ".send");
        };
    }

    /**
     * Ports, each of them observed that is an interface, but no list; a queue of {@code PlanMessage}s is
     * {@code PlanQueue}.
     */
    public static <R extends Record> R all(R ports, Observer observer) {
        return Records.like(ports, port -> observed(port, Records.value(ports, port), observer));
    }

    @SuppressWarnings("unchecked")
    private static Object observed(RecordComponent port, Object target, Observer observer) {
        if (target instanceof MessageQueue<?> queue && port.getGenericType() instanceof ParameterizedType generic) {
            String message = ((Class<?>) generic.getActualTypeArguments()[0]).getSimpleName();
            return of(message.replace("Message", "") + "Queue", queue, observer);
        }
        return target instanceof List
                        || target instanceof Record
                        || !port.getType().isInterface()
                ? target
                : of((Class<Object>) port.getType(), target, observer);
    }
}
