package sundown.membership;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import sundown.account.AccountStore;
import sundown.refund.RefundLedger;

/** Ports that tell an observer of every call. One that throws stands for a worker that dies there. */
final class ObservedPorts {
    private ObservedPorts() {}

    /** Is told of calls, as {@code Port.method}. */
    interface Observer {
        /** The call is about to be made. */
        default void before(String call) {}

        /** The call was made; the caller does not know yet. */
        default void after(String call) {}
    }

    static MembershipFunctions.Ports over(MembershipFunctions.Ports ports, Observer observer) {
        return new MembershipFunctions.Ports(
                observed(AccountStore.class, ports.accounts(), observer),
                observed(MembershipStore.class, ports.memberships(), observer),
                ports.timelines(),
                observed(WalkStore.class, ports.walks(), observer),
                observed(MembershipQueue.class, ports.queue(), observer),
                observed(RefundLedger.class, ports.ledger(), observer));
    }

    private static <T> T observed(Class<T> port, T target, Observer observer) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (ignored, method, arguments) -> {
                    String call = port.getSimpleName() + "." + method.getName();
                    observer.before(call);
                    Object answer = invoke(target, method, arguments);
                    observer.after(call);
                    return answer;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
