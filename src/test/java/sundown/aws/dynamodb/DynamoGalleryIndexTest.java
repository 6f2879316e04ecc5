package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.GalleryIndexContract;
import sundown.contract.SampleItems;
import sundown.contract.SampleTransfers;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;

@OnAnyCloud
class DynamoGalleryIndexTest extends GalleryIndexContract {
    private final AwsStack stack;

    DynamoGalleryIndexTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected GalleryIndex index() {
        return new DynamoGalleryIndex(stack.dynamoDb, stack.name("ITEMS_TABLE"));
    }

    @Override
    protected void put(Item item) {
        stack.put("ITEMS_TABLE", DynamoGalleryIndex.write(user, item));
    }

    @Test
    void asksAgainForWhatWasLeftUnprocessed() {
        List<ItemId> ids =
                IntStream.range(0, 50).mapToObj(SampleTransfers::item).toList();
        ids.forEach(id -> put(item(id)));
        assertThat(index().find(user, ids)).extracting(Item::id).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"objectKey", "name", "bytes"})
    void saysThatARowLacksSomething(String attribute) {
        Map<String, AttributeValue> row = new HashMap<>(DynamoGalleryIndex.write(user, item(new ItemId("a"))));
        row.remove(attribute);
        stack.put("ITEMS_TABLE", row);
        assertThatThrownBy(() -> index().page(user, Optional.empty(), 1))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("a row cannot be read: item");
    }

    private Item item(ItemId id) {
        return SampleItems.bare(id, new ObjectKey("1/" + user + "/" + id), "x", 1);
    }
}
