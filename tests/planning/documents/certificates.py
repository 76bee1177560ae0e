"""A certificate authority of the tests and PDFs signed with it. Keys live as long as the test."""

import io
from datetime import UTC, datetime, timedelta

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore


def _name(text):
    return certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    """Issues certificates; `root` is what an office would trust."""

    def __init__(self, name="Penerbit Contoh"):
        self.name, self.key = name, rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.certificate = self._issue(name, self.key.public_key(), authority=True)

    @property
    def root(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def _issue(self, subject, public_key, *, authority=False):
        now = datetime.now(UTC)
        usage = certificates.KeyUsage(
            digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = certificates.CertificateBuilder(
            issuer_name=_name(self.name), subject_name=_name(subject), public_key=public_key,
            serial_number=certificates.random_serial_number(), not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=30),
        )  # fmt: skip
        builder = builder.add_extension(certificates.BasicConstraints(ca=authority, path_length=None), critical=True)
        return builder.add_extension(usage, critical=True).sign(self.key, hashes.SHA256())

    def sign(self, pdf, person, field="Tanda1"):
        """The PDF with one more signature of `person`, added after its end."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        certificate = self._issue(person, key.public_key())
        store = SimpleCertificateStore()
        store.register(self._plain(self.certificate))
        raw_key = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        signer = signers.SimpleSigner(
            signing_cert=self._plain(certificate), signing_key=keys.PrivateKeyInfo.load(raw_key), cert_registry=store
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer=signer)
        return signed.getvalue()

    @staticmethod
    def _plain(certificate):
        return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
