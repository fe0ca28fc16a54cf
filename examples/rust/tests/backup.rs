mod cairn;

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, BucketLifecycleConfiguration, CompletedMultipartUpload, CompletedPart,
    ExpirationStatus, LifecycleRule, LifecycleRuleFilter,
};
use cairn::Cairn;

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn a_large_file_is_sent_in_parts() {
    let cairn = Cairn::start();
    let s3 = cairn.client();
    s3.create_bucket().bucket("vault").send().await.unwrap();
    let body: Vec<u8> = (0..12 * MIB).map(|i| i as u8).collect();

    let upload = s3.create_multipart_upload().bucket("vault").key("large").send().await.unwrap();
    let mut parts = Vec::new();
    for (chunk, number) in body.chunks(5 * MIB).zip(1..) {
        let part = s3
            .upload_part()
            .bucket("vault")
            .key("large")
            .set_upload_id(upload.upload_id.clone())
            .part_number(number)
            .body(ByteStream::from(chunk.to_vec()))
            .send()
            .await
            .unwrap();
        parts.push(CompletedPart::builder().part_number(number).set_e_tag(part.e_tag).build());
    }
    let completed = s3
        .complete_multipart_upload()
        .bucket("vault")
        .key("large")
        .set_upload_id(upload.upload_id)
        .multipart_upload(CompletedMultipartUpload::builder().set_parts(Some(parts)).build())
        .send()
        .await
        .unwrap();

    assert!(completed.e_tag().unwrap().ends_with("-3\""));
    let object = s3.get_object().bucket("vault").key("large").send().await.unwrap();
    assert_eq!(object.body.collect().await.unwrap().into_bytes(), body);
    assert_eq!(cairn.run(&["uploads", "list"])["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn what_a_dead_client_leaves_is_ended_by_the_rule() {
    let cairn = Cairn::start();
    let s3 = cairn.client();
    s3.create_bucket().bucket("vault").send().await.unwrap();
    let rule = LifecycleRule::builder()
        .id("a week")
        .status(ExpirationStatus::Enabled)
        .filter(LifecycleRuleFilter::builder().prefix("").build())
        .abort_incomplete_multipart_upload(
            AbortIncompleteMultipartUpload::builder().days_after_initiation(7).build(),
        )
        .build()
        .unwrap();
    s3.put_bucket_lifecycle_configuration()
        .bucket("vault")
        .lifecycle_configuration(BucketLifecycleConfiguration::builder().rules(rule).build().unwrap())
        .send()
        .await
        .unwrap();
    let upload = s3.create_multipart_upload().bucket("vault").key("backup.tar").send().await.unwrap();
    s3.upload_part()
        .bucket("vault")
        .key("backup.tar")
        .set_upload_id(upload.upload_id.clone())
        .part_number(1)
        .body(ByteStream::from(vec![0; 5 * MIB]))
        .send()
        .await
        .unwrap();

    // No listing of objects shows it, and it costs what 5 MiB cost.
    let open = cairn.run(&["uploads", "list"]);
    assert_eq!(open["items"][0]["bytes"], 5 * MIB);
    assert_eq!(open["items"][0]["abortRuleId"], "a week");

    cairn.run(&["clock", "--advance", "P9D"]);
    let done = cairn.run(&["lifecycle", "run", "--yes"]);
    assert_eq!(done["actions"][0]["action"], "AbortIncompleteMultipartUpload");
    assert_eq!(done["actions"][0]["bytes"], 5 * MIB);
    let late = s3.list_parts().bucket("vault").key("backup.tar").set_upload_id(upload.upload_id).send().await;
    assert!(late.unwrap_err().into_service_error().meta().code() == Some("NoSuchUpload"));
}
