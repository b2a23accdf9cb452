#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gongbao_fuzz::explained(data));
