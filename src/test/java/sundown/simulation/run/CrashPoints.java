package sundown.simulation.run;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Volume;
import sundown.edge.Forwarding;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.DeletionRecords.Deletion;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundMessage;
import sundown.simulation.invariant.Bank;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;

/** Puts a named point before and after each method of a port. */
public final class CrashPoints {
    /** Calls that ask nobody, so that nothing comes between them and their caller. */
    private static final Set<String> LOCAL =
            Set.of("VolumeStorage.link", "ReportingService.read", "ReportingService.through", "PaymentService.through");

    private final Mishaps mishaps;
    private final Runs runs;
    private final Secrets secrets;
    private final BiPredicate<ObjectKey, UserId> owners;
    private final Set<String> all = new TreeSet<>();

    /** @param owners true for an object of a user that lies outside of their folder */
    public CrashPoints(Mishaps mishaps, Runs runs, Secrets secrets, BiPredicate<ObjectKey, UserId> owners) {
        this.owners = owners;
        this.mishaps = mishaps;
        this.runs = runs;
        this.secrets = secrets;
    }

    /** Every point there is, in the order of their names. */
    public Set<String> all() {
        return Collections.unmodifiableSet(all);
    }

    /** The queue with its points. */
    public <M extends QueueMessage> MessageQueue<M> around(String name, MessageQueue<M> real) {
        String call = name + ".send";
        all.addAll(List.of(before(call), after(call)));
        return (messages, delay) -> {
            try {
                requireAllowed(call, new Object[] {messages});
                messages.forEach(message -> secrets.requireNoneIn(message.write(), "a message"));
                mishaps.at(before(call));
                real.send(messages, delay);
                mishaps.at(after(call));
            } catch (Violation violation) {
                runs.violated(violation);
                throw violation;
            }
        };
    }

    /** The port with its points. */
    public <T> T around(Class<T> port, T real) {
        Stream.of(port.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(method -> name(port, method))
                .filter(call -> !LOCAL.contains(call))
                .forEach(call -> all.addAll(List.of(before(call), after(call))));
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(name(port, method), real, method, arguments)));
    }

    private Object call(String call, Object real, Method method, Object[] arguments) throws Throwable {
        try {
            requireAllowed(call, arguments);
            if (arguments != null) {
                secrets.requireNoAddressIn(arguments, call); // it may be stored, in clear text where it is not sealed
            }
            return LOCAL.contains(call)
                    ? Forwarding.call(method, real, arguments)
                    : betweenPoints(call, real, method, arguments);
        } catch (Violation violation) {
            runs.violated(violation);
            throw violation;
        }
    }

    private Object betweenPoints(String call, Object real, Method method, Object[] arguments) throws Throwable {
        mishaps.at(before(call));
        Object answer = Forwarding.call(method, real, arguments);
        mishaps.at(after(call));
        return answer;
    }

    /** A run of an operator's call reaches nothing before the call is recorded, one for a user nothing of another's. */
    private void requireAllowed(String call, Object[] arguments) {
        runs.current().reaches(call);
        Optional<UserId> user = runs.current().user();
        if (user.isEmpty() || arguments == null) {
            return;
        }
        for (Object argument : arguments) {
            Violation.unless(concerns(argument, user.get()), "a run reaches only its own user's data", call);
        }
    }

    private boolean concerns(Object argument, UserId user) {
        return switch (argument) {
            case UserId other -> other.equals(user);
            case Transfer transfer -> transfer.user().equals(user);
            case Inventory inventory -> inventory.user().equals(user);
            case Archive archive -> archive.user().equals(user);
            case Volume volume -> volume.user().equals(user);
            case ObjectVersion object -> concerns(object.key(), user);
            case ObjectKey key ->
                owners.test(key, user)
                        || ("/" + key.value())
                                .contains("/" + user + (key.value().startsWith("manifests/") ? "." : "/"));
            case BucketEntry entry -> concerns(entry.key(), user);
            case Deletion deletion -> deletion.user().equals(user);
            case List<?> messages -> messages.stream().allMatch(message -> concerns(message, user));
            case ChargeId charge -> Bank.belongs(charge, user);
            case Refund refund -> refund.user().equals(user);
            case TransferMessage message -> message.user().equals(user);
            case InventoryMessage message -> message.user().equals(user);
            case RefundMessage message -> message.user().equals(user);
            case ArchiveMessage message -> message.user().equals(user);
            default -> true;
        };
    }

    private static String name(Class<?> port, Method method) {
        return port.getSimpleName() + "." + method.getName();
    }

    private static String before(String call) {
        return call + ":before";
    }

    private static String after(String call) {
        return call + ":after";
    }
}
