//! What users of aws-sdk-s3 and object_store do every day; prints a line for each step.
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumMode, CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};
use futures::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{ObjectStore, PutMode, PutPayload, WriteMultipart};
use std::error::Error;
use std::fmt::Debug;

const BUCKET: &str = "rust-client";
const MIB: usize = 1024 * 1024;

type Done = Result<(), Box<dyn Error>>;

fn step(failed: &mut bool, name: &str, done: Done) {
    match done {
        Ok(()) => println!("ok {name}"),
        Err(problem) => {
            *failed = true;
            println!("failed {name} {}", format!("{problem:?}").replace('\n', "\\n"));
        }
    }
}

fn expect<T: PartialEq + Debug>(what: &str, got: T, want: T) -> Done {
    if got == want {
        Ok(())
    } else {
        Err(format!("{what} is {got:?}, not {want:?}").into())
    }
}

fn large() -> Vec<u8> {
    (0..11 * MIB).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

async fn put_and_get(s3: &aws_sdk_s3::Client) -> Done {
    s3.create_bucket().bucket(BUCKET).send().await?;
    let put = s3.put_object().bucket(BUCKET).key("a/päckchen 1+2").metadata("colour", "blue");
    let answer = put.body(ByteStream::from_static(b"hello")).send().await?;
    expect("ETag", answer.e_tag(), Some("\"5d41402abc4b2a76b9719d911017c592\""))?;
    let get = s3.get_object().bucket(BUCKET).key("a/päckchen 1+2").checksum_mode(ChecksumMode::Enabled);
    let answer = get.send().await?;
    expect("metadata", answer.metadata().and_then(|m| m.get("colour")).map(String::as_str), Some("blue"))?;
    expect("body", answer.body.collect().await?.to_vec(), b"hello".to_vec())
}

async fn refusals(s3: &aws_sdk_s3::Client) -> Done {
    let absent = s3.get_object().bucket(BUCKET).key("absent").send().await;
    expect("code", absent.err().and_then(|e| e.code().map(str::to_owned)), Some("NoSuchKey".into()))?;
    let again = s3.put_object().bucket(BUCKET).key("a/päckchen 1+2").if_none_match("*").send().await;
    expect("code", again.err().and_then(|e| e.code().map(str::to_owned)), Some("PreconditionFailed".into()))
}

async fn multipart(s3: &aws_sdk_s3::Client) -> Done {
    let begun = s3.create_multipart_upload().bucket(BUCKET).key("large").send().await?;
    let id = begun.upload_id().ok_or("no upload id")?;
    let mut parts = CompletedMultipartUpload::builder();
    let bytes = large();
    for (index, part) in bytes.chunks(5 * MIB).enumerate() {
        let number = index as i32 + 1;
        let upload = s3.upload_part().bucket(BUCKET).key("large").upload_id(id).part_number(number);
        let answer = upload.body(ByteStream::from(part.to_vec())).send().await?;
        let tag = answer.e_tag().ok_or("no ETag")?;
        let crc = answer.checksum_crc32().map(str::to_owned);
        parts = parts.parts(CompletedPart::builder().part_number(number).e_tag(tag).set_checksum_crc32(crc).build());
    }
    let listed = s3.list_parts().bucket(BUCKET).key("large").upload_id(id).send().await?;
    expect("parts", listed.parts().len(), 3)?;
    let complete = s3.complete_multipart_upload().bucket(BUCKET).key("large").upload_id(id);
    complete.multipart_upload(parts.build()).send().await?;
    let read = s3.get_object().bucket(BUCKET).key("large").send().await?;
    expect("bytes are the same", read.body.collect().await?.to_vec() == bytes, true)
}

async fn abort(s3: &aws_sdk_s3::Client) -> Done {
    let begun = s3.create_multipart_upload().bucket(BUCKET).key("left").send().await?;
    let listed = s3.list_multipart_uploads().bucket(BUCKET).send().await?;
    expect("uploads", listed.uploads().len(), 1)?;
    let id = begun.upload_id().ok_or("no upload id")?;
    s3.abort_multipart_upload().bucket(BUCKET).key("left").upload_id(id).send().await?;
    let parts = s3.list_parts().bucket(BUCKET).key("left").upload_id(id).send().await;
    expect("code", parts.err().and_then(|e| e.code().map(str::to_owned)), Some("NoSuchUpload".into()))
}

async fn stored(store: &dyn ObjectStore) -> Done {
    let path = Path::from("store/object");
    store.put(&path, PutPayload::from_static(b"hello")).await?;
    let again = store.put_opts(&path, PutPayload::from_static(b"x"), PutMode::Create.into()).await;
    let exists = matches!(again, Err(object_store::Error::AlreadyExists { .. }));
    expect("is refused as existing", exists, true)?;
    let range = store.get_range(&path, 1..4).await?;
    expect("range", range.to_vec(), b"ell".to_vec())?;
    let upload = store.put_multipart(&Path::from("store/large")).await?;
    let mut write = WriteMultipart::new(upload);
    write.write(&large());
    write.finish().await?;
    expect("size", store.head(&Path::from("store/large")).await?.size, (11 * MIB) as u64)?;
    store.copy(&path, &Path::from("store/copy")).await?;
    let listed: Vec<_> = store.list(Some(&Path::from("store"))).try_collect().await?;
    expect("listed", listed.len(), 3)?;
    store.delete(&Path::from("store/copy")).await?;
    Ok(())
}

async fn clean(s3: &aws_sdk_s3::Client) -> Done {
    let listed = s3.list_objects_v2().bucket(BUCKET).send().await?;
    let mut delete = Delete::builder();
    for object in listed.contents() {
        delete = delete.objects(ObjectIdentifier::builder().key(object.key().ok_or("no key")?).build()?);
    }
    s3.delete_objects().bucket(BUCKET).delete(delete.build()?).send().await?;
    s3.delete_bucket().bucket(BUCKET).send().await?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut failed = false;
    let config = aws_config::load_from_env().await;
    let settings = aws_sdk_s3::config::Builder::from(&config).force_path_style(true).build();
    let s3 = aws_sdk_s3::Client::from_conf(settings);
    step(&mut failed, "aws-sdk-s3 puts and gets", put_and_get(&s3).await);
    step(&mut failed, "aws-sdk-s3 is refused", refusals(&s3).await);
    step(&mut failed, "aws-sdk-s3 uploads 11 MiB by parts", multipart(&s3).await);
    step(&mut failed, "aws-sdk-s3 lists and aborts an upload", abort(&s3).await);
    let store = AmazonS3Builder::from_env()
        .with_endpoint(std::env::var("AWS_ENDPOINT_URL").unwrap_or_default())
        .with_allow_http(true)
        .with_bucket_name(BUCKET)
        .build();
    let done = match store {
        Ok(store) => stored(&store).await,
        Err(problem) => Err(problem.into()),
    };
    step(&mut failed, "object_store puts, lists, copies", done);
    step(&mut failed, "aws-sdk-s3 deletes all", clean(&s3).await);
    std::process::exit(i32::from(failed));
}
