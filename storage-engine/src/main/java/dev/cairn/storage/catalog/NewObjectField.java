package dev.cairn.storage.catalog;

import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;

/** How metadata, tags, class and owner stand in a row. */
final class NewObjectField {
    private NewObjectField() {}

    static void write(RowWriter row, NewObject object) {
        row.u8(object.storageClass().code())
                .text(object.owner())
                .texts(object.metadata().headers())
                .texts(object.metadata().user())
                .texts(object.tags());
    }

    static NewObject read(RowReader row) {
        StorageClass storageClass = StorageClass.ofCode(row.u8());
        String owner = row.text();
        ObjectMetadata metadata = new ObjectMetadata(row.texts(), row.texts());
        return new NewObject(metadata, row.texts(), storageClass, owner);
    }
}
