from django.db import migrations, models

BODY = models.CharField(
    choices=[("KELURAHAN", "Kelurahan"), ("BKM", "BKM/TIPP"), ("POKJA", "Pokja PKP"), ("SATKER", "KPA/Satker")],
    max_length=10,
    verbose_name="lembaga",
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_who_revoked_and_certificate")]

    operations = [
        migrations.AlterField(model_name="letterhead", name="body", field=BODY),
        migrations.AlterField(model_name="historicalletterhead", name="body", field=BODY),
    ]
