package sundown.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Records, and what has a constructor as they have, by reflection. */
public final class Records {
    private Records() {}

    /** A record that differs in one component. */
    public static <R extends Record> R with(R record, String changed, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (Stream.of(components).noneMatch(component -> component.getName().equals(changed))) {
            throw new IllegalArgumentException(changed);
        }
        return like(record, component -> component.getName().equals(changed) ? value : value(record, component));
    }

    /** A record of the same type with other values. */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R like(R record, Function<RecordComponent, Object> value) {
        Object[] values =
                Stream.of(record.getClass().getRecordComponents()).map(value).toArray();
        return (R) of(record.getClass(), values);
    }

    /** A record of a type with these components. */
    public static <R> R of(Class<R> type, Object... components) {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return made(type.getDeclaredConstructor(types), components);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a component holds. */
    public static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    /** Something new. */
    static <T> T made(Constructor<T> constructor, Object... parts) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(parts);
        } catch (ReflectiveOperationException unmade) {
            throw new IllegalArgumentException(constructor.toString(), unmade);
        }
    }
}
