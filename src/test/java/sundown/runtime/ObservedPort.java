package sundown.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;

/** A port that tells an observer of every call. One that throws stands for a worker that dies there. */
public final class ObservedPort {
    private ObservedPort() {}

    /** Is told of calls, as {@code Port.method}, on the thread that makes them. */
    public interface Observer {
        /** The call is about to be made. */
        default void before(String call) {}

        /** The call was made; the caller does not know yet. */
        default void after(String call) {}
    }

    /** The port, observed. */
    public static <T> T of(Class<T> port, T target, Observer observer) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (ignored, method, arguments) -> {
                    String call = port.getSimpleName() + "." + method.getName();
                    observer.before(call);
                    Object answer = invoke(target, method, arguments);
                    observer.after(call);
                    return answer;
                }));
    }

    /** The queue, observed; its calls are {@code Name.send}. */
    public static <M extends QueueMessage> MessageQueue<M> of(String name, MessageQueue<M> target, Observer observer) {
        return messages -> {
            observer.before(name + ".send");
            target.send(messages);
            observer.after(name + ".send");
        };
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
