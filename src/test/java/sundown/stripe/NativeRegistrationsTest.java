package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Refund;
import java.lang.reflect.ParameterizedType;
import org.junit.jupiter.api.Test;

class NativeRegistrationsTest {
    @Test
    void namesTheTokenOfAPageOfRefunds() throws ReflectiveOperationException {
        Class<?> token = Class.forName(NativeRegistrations.PAGE_OF_REFUNDS);
        ParameterizedType page =
                (ParameterizedType) ((ParameterizedType) token.getGenericSuperclass()).getActualTypeArguments()[0];
        assertThat(page.getActualTypeArguments()).containsExactly(Refund.class);
    }
}
