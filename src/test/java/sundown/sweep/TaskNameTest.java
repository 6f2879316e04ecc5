package sundown.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.architecture.ProductClasses;
import sundown.sweep.SweepTask.TaskName;

/** The sweep sends for names, and knows no task. */
class TaskNameTest {
    @Test
    void eachIsTheNameOfOneTask() {
        List<TaskName> names = ProductClasses.ALL.stream()
                .filter(found ->
                        !found.getModifiers().contains(JavaModifier.ABSTRACT) && found.isAssignableTo(SweepTask.class))
                .map(JavaClass::reflect)
                .map(TaskNameTest::name)
                .toList();

        assertThat(names).containsExactlyInAnyOrder(TaskName.values());
    }

    /** A task knows its name without what it needs for its work. */
    private static TaskName name(Class<?> task) {
        Constructor<?> constructor = Stream.of(task.getDeclaredConstructors())
                .max(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow();
        constructor.setAccessible(true);
        try {
            return ((SweepTask) constructor.newInstance(new Object[constructor.getParameterCount()])).name();
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
